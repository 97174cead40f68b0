"use client";

import { useRouter } from "next/navigation";
import { useEffect, useMemo, useRef, useState } from "react";
import type { io as connect } from "socket.io-client";
import { reconnectOnWake } from "@/components/collab/wake-socket";
import { liveCounts, type SeatNumbers } from "@/domain/signup/seat-numbers";
import type { TripFigures } from "./trip-figures";

type Numbers = Readonly<Record<string, SeatNumbers>>;

/** When the page is read again; the numbers themselves move at once. */
const reread = { soonMs: 3_000, laterMs: 30_000 };

/** Puts what was just heard over what the page was rendered with. */
export function withNumbers(trip: TripFigures, numbers: SeatNumbers | undefined): TripFigures {
  if (numbers === undefined) return trip;
  const { total, free, waiting } = numbers;
  // « Free » stops at zero: seats taken beyond what there is are known only to the page.
  const taken = free > 0 || trip.taken < total ? total - free : trip.taken;
  if (total === trip.seats && free === trip.free && waiting === trip.waiting && taken === trip.taken) return trip;
  const facts = trip.facts && { ...trip.facts, taken, waiting };
  return { ...trip, seats: total, free, waiting, taken, facts };
}

/**
 * How soon the page is to be read again, given what was just heard: a trip that has become public, was called off,
 * opened or closed is wanted soon, what else hangs on new numbers can wait; null: nothing is new.
 */
export function rereadIn(trips: readonly TripFigures[], numbers: Numbers): number | null {
  const known = new Map(trips.map((trip) => [trip.tripId, trip]));
  let wait: number | null = null;
  for (const [tripId, heard] of Object.entries(numbers)) {
    const trip = known.get(tripId);
    if (trip === undefined || (heard.status === "cancelled" && trip.cancelReason === null)) return reread.soonMs;
    if ((heard.status === "open") !== trip.bookable) return reread.soonMs;
    if (withNumbers(trip, heard) !== trip) wait = reread.laterMs;
  }
  return wait;
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
    let readsAt = Number.POSITIVE_INFINITY;
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
        const wait = rereadIn(over, numbers);
        if (wait === null || readsAt <= Date.now() + wait) return;
        clearTimeout(timer);
        // Not in step: in a rush, all who look at the sheet hear of a seat at once.
        const own = wait * (1 + Math.random());
        readsAt = Date.now() + own;
        timer = setTimeout(() => {
          readsAt = Number.POSITIVE_INFINITY;
          router.refresh();
        }, own);
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
  const trips = useMemo(() => {
    if (heard.over !== rendered) return rendered;
    const patched = rendered.map((trip) => withNumbers(trip, heard.numbers[trip.tripId]));
    return patched.every((trip, at) => trip === rendered[at]) ? rendered : patched;
  }, [heard, rendered]);
  return { trips, asOf };
}
