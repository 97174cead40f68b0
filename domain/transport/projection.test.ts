import { expect, test } from "vitest";
import { projectRow, seatsAfter, type TripValues } from "./projection";
import { booked, closing, context, facts, good, id, march, row, stops } from "./testing-rows";

function published(): TripValues {
  const { values } = projectRow(row(), context, null);
  if (!values) throw new Error("the model row is public");
  return values;
}

test("T10 · a row becomes public when it is first open without an issue, and not before", () => {
  expect(projectRow(row({ state: "draft" }), context, null).values).toBeNull();
  expect(projectRow(row({ state: "closed" }), context, null).values).toBeNull();
  expect(projectRow(row({ seats: "douze" }), context, null).values).toBeNull();
  expect(projectRow(row({ title: "" }), context, null).values).toBeNull();
  expect(projectRow(row(), { ...context, beyondLimit: true }, null).values).toBeNull();
  expect(projectRow(row(), context, null).values).toMatchObject({ departureId: march, seats: 53, state: "open" });
});

test("T10 · a later issue hides nothing: the field keeps its last good value, the others go on", () => {
  const changed = row({ seats: "douze", title: "Car n° 2", ownerId: id("f"), mode: null });
  expect(projectRow(changed, { ...context, trip: facts() }, published()).values).toEqual({
    ...published(),
    title: "Car n° 2",
  });
});

test("T10 · one wrong stop keeps its last time; a new one that is wrong is left out; the others go on", () => {
  const outbound = stops(
    [id("2"), "Lille gare", "huit heures"],
    [id("7"), "Lens", "bientôt"],
    [id("4"), "Paris", "2026-12-29T12:15"],
  );
  expect(projectRow(row({ outbound }), { ...context, trip: facts() }, published()).values?.outbound).toEqual([
    { id: id("2"), place: "Lille gare", at: "2026-12-29T08:30", stepFree: false },
    { id: id("4"), place: "Paris", at: "2026-12-29T12:15", stepFree: false },
  ]);
});

test("T13 · an order that does not work keeps the last good one", () => {
  const swapped = stops([id("4"), "Paris", "2026-12-29T08:00"], [id("2"), "Lille", "2026-12-29T08:30"]);
  const { values, heldByBookings } = projectRow(
    row({ outbound: swapped }),
    { ...context, trip: booked() },
    published(),
  );
  expect(values?.outbound).toEqual(good(...row().outbound));
  expect(heldByBookings).toBe(true);
});

test("T14 · another departure or day of a booked trip is held back, and goes on once nobody is on it", () => {
  const moved = row({
    departureId: closing,
    outbound: stops([id("2"), "Lille", "2026-12-30T08:30"], [id("4"), "Paris", "2026-12-30T12:00"]),
    return: [],
  });
  const held = projectRow(moved, { ...context, trip: booked() }, published());
  expect(held).toMatchObject({ heldByBookings: true, values: { departureId: march } });
  expect(held.values?.outbound).toEqual(published().outbound);
  const free = projectRow(moved, { ...context, trip: facts() }, published());
  expect(free).toMatchObject({ heldByBookings: false, values: { departureId: closing, return: [] } });
});

test("T15 · a removed row, or one that is gone, is marked removed and keeps its values; it comes back whole", () => {
  const removed = projectRow(row({ removed: true, title: "" }), { ...context, trip: booked() }, published()).values;
  expect(removed).toEqual({ ...published(), removed: true });
  expect(projectRow(null, { ...context, trip: booked() }, published()).values?.removed).toBe(true);
  expect(projectRow(row(), { ...context, trip: booked() }, removed).values).toEqual(published());
  expect(projectRow(row({ removed: true }), context, null).values).toBeNull();
});

test("T20 · a cancelled trip takes nothing from the sheet any more", () => {
  const trip = facts({ cancelled: true });
  expect(projectRow(row({ title: "x", removed: true }), { ...context, trip }, published()).values).toEqual(published());
});

test("T17 · a lower number of seats counts at once, a higher one waits as long as it stays the same", () => {
  const now = new Date(1_000_000);
  const later = new Date(1_030_000);
  const base = { seats: 53, seatsRaisedTo: null, seatsRaisedAt: null };
  expect(seatsAfter(now, base, 12)).toEqual({ ...base, seats: 12 });
  const raised = seatsAfter(now, base, 530);
  expect(raised).toEqual({ seats: 53, seatsRaisedTo: 530, seatsRaisedAt: now });
  expect(seatsAfter(later, raised, 530)).toEqual(raised);
  expect(seatsAfter(later, raised, 57)).toEqual({ seats: 53, seatsRaisedTo: 57, seatsRaisedAt: later });
  expect(seatsAfter(later, raised, 53)).toEqual(base);
});
