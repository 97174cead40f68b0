import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Direction, Leg, Ride } from "./ride";
import { type Load, Seating, type SeatingStop } from "./seating";

const stop = (direction: Direction, index: number, removed = false): SeatingStop => ({
  id: `${direction}-${index}`,
  direction,
  at: new Date(index * 3_600_000),
  position: index,
  removed,
});
const line = (direction: Direction, length: number) => Array.from({ length }, (_, index) => stop(direction, index));
const leg = (direction: Direction, from: number, to: number): Leg => ({
  from: `${direction}-${from}`,
  to: `${direction}-${to}`,
});
const out = (from: number, to: number): Ride => ({ outbound: leg("outbound", from, to), return: null });

describe("free seats", () => {
  test("S13 · the fullest segment between two stops decides, the others do not", () => {
    const seating = Seating.of({ seats: 12, organiserSeats: 2 }, line("outbound", 4), [
      { direction: "outbound", fromId: "outbound-1", taken: 10 },
    ]);
    expect(seating.free("outbound", leg("outbound", 0, 1))).toBe(10);
    expect(seating.free("outbound", leg("outbound", 0, 2))).toBe(0);
    expect(seating.fits(out(2, 3), 5)).toBe(true);
    expect(seating.shortage(out(0, 3), 3)).toBe(3);
  });

  test("S13 · no ride against the direction of travel, to nowhere, or on another line", () => {
    const seating = Seating.of({ seats: 5, organiserSeats: 0 }, line("outbound", 3), []);
    for (const ride of [out(2, 0), out(1, 1), out(0, 9), { outbound: leg("return", 0, 1), return: null }]) {
      expect(seating.fits(ride, 1)).toBe(false);
      expect(seating.takesNew(ride)).toBe(false);
    }
    expect(seating.takesNew({ outbound: null, return: null })).toBe(false);
  });

  test("S13 · a removed stop keeps its people and takes no new ones", () => {
    const stops = [stop("outbound", 0), stop("outbound", 1, true), stop("outbound", 2)];
    const seating = Seating.of({ seats: 5, organiserSeats: 0 }, stops, [
      { direction: "outbound", fromId: "outbound-1", taken: 5 },
    ]);
    expect(seating.takesNew(out(0, 1))).toBe(false);
    expect(seating.takesNew(out(0, 2))).toBe(true);
    expect(seating.free("outbound", leg("outbound", 0, 2))).toBe(0);
    // The empty stretch ends at a stop where nobody new can get off.
    expect(seating.count()).toMatchObject({ free: 0, open: [] });
  });

  test("S14 · full on the way out, two seats on the way back: both are said", () => {
    const seating = Seating.of(
      { seats: 4, organiserSeats: 0 },
      [...line("outbound", 2), ...line("return", 2)],
      [
        { direction: "outbound", fromId: "outbound-0", taken: 4 },
        { direction: "return", fromId: "return-0", taken: 2 },
      ],
    );
    expect(seating.count()).toEqual({
      total: 4,
      free: 0,
      outbound: 0,
      return: 2,
      tooMany: 0,
      open: [{ direction: "return", fromId: "return-0", toId: "return-1", free: 2 }],
    });
  });

  test("S15 · overbooked: nothing is free, the excess is shown, and leaving seats is always possible", () => {
    const seating = Seating.of({ seats: 3, organiserSeats: 0 }, line("outbound", 2), [
      { direction: "outbound", fromId: "outbound-0", taken: 6 },
    ]);
    expect(seating.count()).toMatchObject({ free: 0, tooMany: 3, open: [] });
    expect(seating.fitsInstead({ ride: out(0, 1), party: 3 }, { ride: out(0, 1), party: 2 })).toBe(true);
    expect(seating.fitsInstead({ ride: out(0, 1), party: 3 }, { ride: out(0, 1), party: 4 })).toBe(false);
  });
});

/** A trip of random size, and people who get on and off anywhere. */
const journeys = fc
  .record({
    out: fc.integer({ min: 2, max: 7 }),
    back: fc.integer({ min: 0, max: 6 }),
    seats: fc.integer({ min: 1, max: 12 }),
  })
  .chain(({ out: outStops, back, seats }) => {
    const legIn = (direction: Direction, length: number) =>
      length < 2
        ? fc.constant(null)
        : fc
            .tuple(fc.integer({ min: 0, max: length - 2 }), fc.integer({ min: 1, max: length - 1 }))
            .map(([from, span]) => leg(direction, from, Math.min(length - 1, from + span)));
    const ride = fc
      .record({
        outbound: legIn("outbound", outStops),
        return: legIn("return", back),
        drop: fc.integer({ min: 0, max: 2 }),
      })
      .map(({ drop, ...both }): Ride => {
        if (drop === 1 && both.return) return { outbound: null, return: both.return };
        return drop === 2 ? { outbound: both.outbound, return: null } : both;
      });
    return fc.record({
      stops: fc.constant([...line("outbound", outStops), ...line("return", Math.max(0, back < 2 ? 0 : back))]),
      seats: fc.constant(seats),
      organiserSeats: fc.integer({ min: 0, max: seats }),
      asks: fc.array(fc.record({ ride, party: fc.integer({ min: 1, max: 5 }) }), { maxLength: 40 }),
    });
  });

describe("for any trip and any people", () => {
  test("S13, S14 · seats given only where they fit are never more than there are, on any segment", () => {
    fc.assert(
      fc.property(journeys, ({ stops, seats, organiserSeats, asks }) => {
        let seating = Seating.of({ seats, organiserSeats }, stops, []);
        const loads = new Map<string, number>();
        for (const { ride, party } of asks) {
          if (!seating.fits(ride, party)) continue;
          seating = seating.with(ride, party);
          for (const direction of ["outbound", "return"] as const) {
            const part = ride[direction];
            if (!part) continue;
            const ordered = stops.filter((one) => one.direction === direction).map((one) => one.id);
            for (let i = ordered.indexOf(part.from); i < ordered.indexOf(part.to); i += 1) {
              const key = ordered[i] ?? "";
              loads.set(key, (loads.get(key) ?? 0) + party);
            }
          }
        }
        expect(Math.max(0, ...loads.values())).toBeLessThanOrEqual(seats - organiserSeats);
        const { free, tooMany, open } = seating.count();
        expect(tooMany).toBe(0);
        expect(free).toBeGreaterThanOrEqual(0);
        // Counting again from what was given, as SQL does, comes to the same.
        const again: Load[] = [...loads].map(([fromId, taken]) => ({
          direction: fromId.startsWith("return") ? "return" : "outbound",
          fromId,
          taken,
        }));
        expect(Seating.of({ seats, organiserSeats }, stops, again).count()).toEqual(seating.count());
        // At zero, a stretch is named exactly when somebody could still ride somewhere.
        if (free > 0) return;
        const pairs = (["outbound", "return"] as const).flatMap((direction) => {
          const ordered = stops.filter((one) => one.direction === direction);
          return ordered.flatMap((from, i) =>
            ordered.slice(i + 1).map((to) => ({ direction, from: from.id, to: to.id })),
          );
        });
        const somewhere = pairs.some(({ direction, from, to }) => (seating.free(direction, { from, to }) ?? 0) > 0);
        expect(open.length > 0).toBe(somewhere);
        for (const { direction, fromId, toId, free: named } of open) {
          expect(seating.free(direction, { from: fromId, to: toId })).toBe(named);
          expect(named).toBeGreaterThan(0);
        }
      }),
    );
  });

  test("S11 · giving seats back undoes taking them, and fewer seats on the same ride always fit", () => {
    fc.assert(
      fc.property(journeys, ({ stops, seats, organiserSeats, asks }) => {
        const empty = Seating.of({ seats, organiserSeats }, stops, []);
        const full = asks.reduce((seating, { ride, party }) => seating.with(ride, party), empty);
        for (const { ride, party } of asks) {
          const fewer = Math.max(1, party - 1);
          expect(full.fitsInstead({ ride, party }, { ride, party: fewer })).toBe(true);
        }
        const emptied = asks.reduce((seating, { ride, party }) => seating.without(ride, party), full);
        expect(emptied.count()).toEqual(empty.count());
      }),
    );
  });
});
