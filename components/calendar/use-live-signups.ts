"use client";

import { useRouter } from "next/navigation";
import { startTransition, useEffect } from "react";
import { reconnectOnWake } from "@/components/collab/wake-socket";
import { liveSignups } from "@/domain/calendar/live-signups";

/** Reads the page's data again when somebody signed up, took a task or cancelled something, also after a break. */
export function useLiveSignups(coalitionId: string): void {
  const router = useRouter();
  useEffect(() => {
    let stop: () => void = () => undefined;
    let gone = false;
    const again = () => startTransition(() => router.refresh());
    const watch = async () => {
      const { io } = await import("socket.io-client");
      if (gone) return;
      const socket = io({ transports: ["websocket"], reconnectionDelayMax: 30_000, randomizationFactor: 0.8 });
      let known = false;
      socket.on("connect", () => {
        socket.emit(liveSignups.watch, { coalitionId });
        if (known) again();
        known = true;
      });
      socket.on(liveSignups.changed, again);
      const stopWaking = reconnectOnWake(socket);
      stop = () => {
        stopWaking();
        socket.disconnect();
      };
    };
    // Without it the page is right as of when it was opened.
    watch().catch(() => undefined);
    return () => {
      gone = true;
      stop();
    };
  }, [coalitionId, router]);
}
