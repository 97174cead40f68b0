import { expect, test } from "vitest";
import { issues, missingToOpen } from "./issues";
import { likelyNumber } from "./likely-number";
import { typedNumber, typedTime } from "./schema";
import { booked, closing, context, facts, id, owner, row, stops } from "./testing-rows";
import type { TripFacts } from "./trip-facts";

const codes = (change: Parameters<typeof row>[0], trip: TripFacts | null = null) =>
  issues(row(change), { ...context, trip }).map(({ field, code }) => `${field}: ${code}`);

test("T8 · a row that is right has no issue, and nothing is missing to open it", () => {
  expect(issues(row(), context)).toEqual([]);
  expect(missingToOpen(row({ state: "draft" }), context)).toEqual([]);
  expect(missingToOpen(row({ ownerId: null, notes: "", return: [] }), context)).toEqual([]);
});

test.each([
  [{ seats: "douze" }, "seats: not_a_number"],
  [{ seats: 0 }, "seats: number_out_of_range"],
  [{ seats: 12.5 }, "seats: not_a_number"],
  [{ organiserSeats: 54 }, "organiserSeats: organiser_seats_above_seats"],
  [{ organiserSeats: "deux" }, "organiserSeats: not_a_number"],
  [{ mode: "bateau" }, "mode: mode_unknown"],
  [{ state: "ouvert" }, "state: state_unknown"],
  [{ departureId: id("f") }, "departureId: departure_unknown"],
  [{ ownerId: id("f") }, "ownerId: owner_unknown"],
  [{ bookingDeadline: "mardi" }, "bookingDeadline: time_wrong"],
  [{ bookingDeadline: "2026-02-30T08:00" }, "bookingDeadline: time_wrong"],
  [{ bookingDeadline: "2026-12-29T08:31" }, "bookingDeadline: deadline_after_start"],
  [{ title: "x".repeat(201) }, "title: too_long"],
  [{ notes: "x".repeat(2001) }, "notes: too_long"],
] as const)("T8 · %j is %s", (change, expected) => {
  expect(codes(change)).toEqual([expected]);
});

test("T8 · stops: the reason names the stop before", () => {
  const late = stops([id("2"), "Lille", "2026-12-29T08:30"], [id("3"), "Paris", "2026-12-29T08:10"]);
  expect(issues(row({ outbound: late }), context)).toEqual([
    { field: "outbound", stopId: id("3"), part: "at", code: "out_of_order", data: { place: "Lille" } },
  ]);
  const same = stops([id("2"), "Lille", "2026-12-29T08:30"], [id("3"), "Paris", "2026-12-29T08:30"]);
  expect(codes({ outbound: same })).toEqual(["outbound: same_time"]);
  expect(
    codes({ return: stops([id("5"), "Paris", "2026-12-29T12:00"], [id("6"), "Lille", "2026-12-29T21:55"]) }),
  ).toEqual(["return: return_before_outbound"]);
  expect(codes({ outbound: same.slice(0, 1) })).toEqual(["outbound: one_stop"]);
  expect(codes({ outbound: stops([id("2"), "Lille", "8 h"], [id("3"), "x".repeat(201), "2026-12-29T12:00"]) })).toEqual(
    ["outbound: time_wrong", "outbound: too_long"],
  );
  const many = Array.from({ length: 41 }, (_, index) => ({
    id: id("7"),
    place: "x",
    at: "",
    stepFree: false,
    order: `${index}`,
  }));
  expect(codes({ outbound: many })).toEqual(["outbound: too_many_stops"]);
});

test("T8 · the hour that clocks skip in March does not exist", () => {
  const times = stops([id("2"), "Lille", "2027-03-28T01:30"], [id("3"), "Paris", "2027-03-28T02:30"]);
  expect(codes({ outbound: times, return: [], bookingDeadline: "2027-03-01T20:00" })).toEqual(["outbound: time_wrong"]);
});

test("T8 · a stop id in both lists counts in the first only", () => {
  expect(
    codes({ return: stops([id("2"), "Paris", "2026-12-29T18:45"], [id("6"), "Lille", "2026-12-29T21:55"]) }),
  ).toEqual(["return: stop_unusable"]);
});

test("T9 · what is empty is no issue in a draft, and stands in what is missing to open", () => {
  const empty = { departureId: null, mode: null, title: " ", seats: null, organiserSeats: null, bookingDeadline: null };
  const draft = row({ ...empty, ownerId: null, state: "draft", outbound: [], return: [] });
  expect(issues(draft, context)).toEqual([]);
  const missing = ["departureId", "mode", "title", "seats", "outbound", "bookingDeadline"];
  expect(missingToOpen(draft, context)).toEqual(missing.map((field) => ({ field, code: "missing" })));
  expect(issues({ ...draft, state: "open" }, context)).toHaveLength(missing.length);
  expect(missingToOpen(row({ state: "draft", seats: "huit" }), context)).toMatchObject([{ code: "not_a_number" }]);
  const unnamed = stops([id("2"), "", "2026-12-29T08:30"], [id("3"), "Paris", ""]);
  expect(issues(row({ state: "draft", outbound: unnamed }), context)).toEqual([]);
  expect(missingToOpen(row({ state: "draft", outbound: unnamed }), context)).toMatchObject([
    { stopId: id("2"), part: "place", code: "missing" },
    { stopId: id("3"), part: "at", code: "missing" },
  ]);
});

test("T8 · a likely repair goes with the reason", () => {
  expect(issues(row({ seats: "huit" }), context)[0]?.data).toEqual({ typed: "huit", repair: 8 });
  expect(issues(row({ seats: "beaucoup" }), context)[0]?.data).toEqual({ typed: "beaucoup" });
  const said: Array<[string, number | null]> = [
    ["cinquante-trois", 53],
    ["Vingt et une places", 21],
    ["quatre-vingt-dix-sept", 97],
    ["8 places", 8],
    ["8 à 12", null],
    ["deux ou trois", null],
    ["", null],
  ];
  for (const [text, number] of said) expect(likelyNumber(text)).toBe(number);
});

test("T1 · what is typed becomes a number or a time only when it is one", () => {
  expect([typedNumber(" 53 "), typedNumber("douze"), typedNumber(""), typedNumber("5.5")]).toEqual([
    53,
    "douze",
    null,
    "5.5",
  ]);
  const day = "2026-12-29";
  for (const text of ["8 h 30", "8h30", "8:30", "08.30", "0830", "830"])
    expect(typedTime(text, day)).toBe("2026-12-29T08:30");
  expect(typedTime("8 h", day)).toBe("2026-12-29T08:00");
  for (const text of ["25 h", "matin", "8 h 75"]) expect(typedTime(text, day)).toBe(text);
});

test("T14 · with live sign-ups, another departure or day is an issue; without, it is not", () => {
  const moved = {
    departureId: closing,
    bookingDeadline: "2026-12-22T20:00",
    outbound: stops([id("2"), "Lille", "2026-12-30T08:30"], [id("4"), "Paris", "2026-12-30T12:00"]),
    return: stops([id("5"), "Paris", "2026-12-30T18:45"], [id("6"), "Lille", "2026-12-30T21:55"]),
  };
  expect(codes(moved, facts())).toEqual([]);
  expect(codes(moved, booked())).toEqual([
    "departureId: departure_booked",
    "outbound: day_booked",
    "return: day_booked",
  ]);
});

test("T13 · an order in which someone would get off before getting on is an issue", () => {
  const swapped = stops([id("4"), "Paris", "2026-12-29T08:00"], [id("2"), "Lille", "2026-12-29T08:30"]);
  expect(codes({ outbound: swapped }, facts())).toEqual([]);
  expect(codes({ outbound: swapped }, booked())).toEqual(["outbound: order_booked"]);
});

test("T12 · a booked stop that is removed asks for its people to be moved", () => {
  const fewer = row().outbound.slice(1);
  expect(issues(row({ outbound: fewer }), { ...context, trip: booked() })).toMatchObject([
    { field: "outbound", stopId: id("2"), code: "stop_removed_booked", data: { place: "Lille" } },
  ]);
});

test("T16 · fewer seats than taken says how many are too many", () => {
  expect(issues(row({ seats: 10 }), { ...context, trip: booked({ taken: 11 }) })).toEqual([
    { field: "seats", code: "seats_below_taken", data: { over: 3 } },
  ]);
});

test("T11 · a draft that has live sign-ups says that it acts as closed; a removed row says who is on it", () => {
  expect(codes({ state: "draft" }, booked())).toEqual(["state: draft_acts_closed"]);
  expect(codes({ removed: true }, booked())).toEqual(["row: row_removed_booked"]);
  expect(codes({ removed: true }, facts())).toEqual([]);
});

test("T20 · a cancelled trip asks for nothing any more", () => {
  expect(codes({ seats: "douze", departureId: null }, facts({ cancelled: true }))).toEqual([]);
});

test("T8 · the owner is one of this coalition's roster", () => {
  expect(codes({ ownerId: owner })).toEqual([]);
});
