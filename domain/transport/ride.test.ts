import { describe, expect, test } from "vitest";
import { resolveRide, rideRequestSchema } from "./ride";

const id = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
const stops = {
  outbound: [
    { id: id(1), place: "Lille" },
    { id: id(2), place: "Arras" },
    { id: id(3), place: "Paris" },
  ],
  return: [
    { id: id(4), place: "Paris" },
    { id: id(5), place: "Arras" },
    { id: id(6), place: "Lille" },
  ],
};
const resolve = (raw: Record<string, unknown>, line: Parameters<typeof resolveRide>[1] = stops) =>
  resolveRide(rideRequestSchema.parse(raw), line);

describe("the ride asked for", () => {
  test("S9 · left out, it is out and back, from the first stop to the last and home again", () => {
    expect(resolve({})).toEqual({ outbound: { from: id(1), to: id(3) }, return: { from: id(4), to: id(6) } });
  });

  test("S9 · on the way back one gets off where one got on, or at the last stop if that is not served", () => {
    expect(resolve({ outboundFrom: id(2) })?.return).toEqual({ from: id(4), to: id(5) });
    const direct = { ...stops, return: [stops.return[0] ?? { id: id(4), place: "" }, { id: id(6), place: "Lille" }] };
    expect(resolve({ outboundFrom: id(2) }, direct)?.return).toEqual({ from: id(4), to: id(6) });
    const round = {
      ...stops,
      return: [
        { id: id(4), place: "Lille" },
        { id: id(6), place: "Paris" },
      ],
    };
    expect(resolve({}, round)?.return).toEqual({ from: id(4), to: id(6) });
  });

  test("S9 · on a trip that runs one way, both means that way", () => {
    expect(resolve({ direction: "both" }, { ...stops, return: [] })).toEqual({
      outbound: { from: id(1), to: id(3) },
      return: null,
    });
    expect(resolve({ direction: "return" }, { ...stops, return: [] })).toBeNull();
  });

  test("S21 · backwards, to where one is, of the other direction, unknown: no ride", () => {
    expect(resolve({ outboundFrom: id(3), outboundTo: id(1) })).toBeNull();
    expect(resolve({ outboundFrom: id(2), outboundTo: id(2) })).toBeNull();
    expect(resolve({ outboundFrom: id(4) })).toBeNull();
    expect(resolve({ direction: "outbound", outboundTo: id(9) })).toBeNull();
    expect(resolve({}, { outbound: [], return: [] })).toBeNull();
  });

  test("S21 · an empty field is one left out; anything but a stop's id is refused", () => {
    expect(rideRequestSchema.parse({ outboundFrom: "" }).outboundFrom).toBeUndefined();
    for (const outboundFrom of ["1", 5, {}, `${id(1)}x`]) {
      expect(rideRequestSchema.safeParse({ outboundFrom }).success).toBe(false);
    }
    expect(rideRequestSchema.safeParse({ direction: "sideways" }).success).toBe(false);
  });
});
