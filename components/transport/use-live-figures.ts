"use client";

import { useRouter } from "next/navigation";
import { useEffect, useMemo, useRef, useState } from "react";
import type { io as connect } from "socket.io-client";
import { reconnectOnWake } from "@/components/collab/wake-socket";
import { liveCounts, type SeatNumbers } from "@/domain/signup/seat-numbers";
import type { TripFigures } from "./trip-figures";

type Numbers = Readonly<Record<string, SeatNumbers>>;

/** The page is read again at most this often; the numbers themselves move at once. */
const rereadEveryMs = 3_000;

/** Puts what was just heard over what the page was rendered with. */
export function withNumbers(trip: TripFigures, numbers: SeatNumbers | undefined): TripFigures {
  if (numbers === undefined) return trip;
  const { total, free, waiting } = numbers;
  // « Free » stops at zero: seats taken beyond what there is are known only to the page.
  const taken = free > 0 || trip.taken < total ? total - free : trip.taken;
  if (total === trip.seats && free === trip.free && waiting === trip.waiting && taken === trip.taken) return trip;
  return { ...trip, seats: total, free, waiting, taken };
}

/**
 * Figures that follow bookings made elsewhere. Numbers are patched as they are heard; what else hangs on them (a trip
 * that has just become public, who has a seat) comes by reading the page again, in the workspace only. `asOf`: since
 * when nothing is heard any more; null while the numbers are live.
 */
export function useLiveFigures(
  coalitionId: string,
  rendered: readonly TripFigures[],
  readAt: number,
): { trips: readonly TripFigures[]; asOf: number | null } {
  const router = useRouter();
  const [heard, setHeard] = useState<{ over: readonly TripFigures[]; numbers: Numbers }>({
    over: rendered,
    numbers: {},
  });
  const [asOf, setAsOf] = useState<number | null>(readAt);
  const latest = useRef(rendered);
  latest.current = rendered;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let left = false;
    let leave: () => void = () => undefined;
    const follow = (io: typeof connect) => {
      const socket = io({ transports: ["websocket"], reconnectionDelayMax: 30_000, randomizationFactor: 0.8 });
      socket.on("connect", () => socket.emit(liveCounts.watch, { coalitionId }));
      socket.on("disconnect", () => setAsOf(Date.now()));
      socket.on(liveCounts.changed, (numbers: Numbers) => {
        setAsOf(null);
        const over = latest.current;
        setHeard((last) => ({ over, numbers: last.over === over ? { ...last.numbers, ...numbers } : numbers }));
        const known = new Map(over.map((trip) => [trip.tripId, trip]));
        const news = Object.entries(numbers).some(([tripId, each]) => {
          const trip = known.get(tripId);
          return (
            trip === undefined ||
            withNumbers(trip, each) !== trip ||
            (each.status === "cancelled" && trip.cancelReason === null)
          );
        });
        if (!news) return;
        timer ??= setTimeout(() => {
          timer = undefined;
          router.refresh();
        }, rereadEveryMs);
      });
      const stopWaking = reconnectOnWake(socket);
      leave = () => {
        stopWaking();
        clearTimeout(timer);
        socket.disconnect();
      };
    };
    // The sheet is read and edited before this is there; without it the figures stay as they were rendered.
    import("socket.io-client").then(
      ({ io }) => {
        if (!left) follow(io);
      },
      () => undefined,
    );
    return () => {
      left = true;
      leave();
    };
  }, [coalitionId, router]);
  const trips = useMemo(
    () => (heard.over === rendered ? rendered.map((trip) => withNumbers(trip, heard.numbers[trip.tripId])) : rendered),
    [heard, rendered],
  );
  return { trips, asOf };
}
