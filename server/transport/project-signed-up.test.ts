import { afterAll, expect, test } from "vitest";
import * as Y from "yjs";
import { lockWaits } from "@/db/testing/lock-waits";
import { lockTrips } from "@/db/trip";
import { toInstant } from "@/domain/kernel/local-time";
import {
  addPrice,
  moveStop,
  readRow,
  removePrice,
  removeRow,
  removeStop,
  restoreRow,
  setField,
  setStop,
  setText,
} from "@/domain/transport/sheet";
import { projectSheet } from "./project-sheet";
import { testSheets } from "./testing-sheets";

const sheets = await testSheets(() => new Y.Doc());
const { db, clock, offered, departure, later, world, addCoach, stored, trip, board, endSignup } = sheets;
afterAll(() => sheets.database.close());

test("T15 · a removed row, or one whose key is gone, is removed in SQL; sign-ups stay; it comes back", async () => {
  const at = await world();
  const [row, wiped] = [addCoach(at), addCoach(at)];
  await at.project();
  const signup = await board(at, row);
  removeRow(at.doc, row);
  at.doc.getMap("rows").delete(wiped);
  await at.project();
  expect((await trip(at, row)).removedAt).toEqual(clock.now());
  expect((await trip(at, wiped)).removedAt).toEqual(clock.now());
  expect(await db.selectFrom("signup").select("state").where("id", "=", signup).executeTakeFirst()).toEqual({
    state: "confirmed",
  });
  restoreRow(at.doc, row);
  await at.project();
  expect((await trip(at, row)).removedAt).toBeNull();
  expect(await db.selectFrom("outbox").select("id").execute()).toEqual([]);
});

test("T12 · a booked stop that is removed stays in SQL, marked; one that nobody names goes", async () => {
  const at = await world();
  const row = addCoach(at);
  await at.project();
  await board(at, row);
  const [lille, arras] = readRow(at.doc, row)?.outbound ?? [];
  removeStop(at.doc, row, "outbound", lille?.id ?? "");
  await at.project();
  const after = (await stored(at, row))?.facts.stops.filter((stop) => stop.direction === "outbound");
  expect(after?.map(({ place, removed, booked }) => [place, removed, booked])).toEqual([
    ["Lille", true, true],
    ["Arras", false, false],
    ["Paris", false, true],
  ]);
  removeStop(at.doc, row, "outbound", arras?.id ?? "");
  await at.project();
  // One stop alone is no way to travel: the last good list stays.
  expect((await stored(at, row))?.values.outbound.map((stop) => stop.place)).toEqual(["Arras", "Paris"]);
});

test("T13 · an order in which somebody would get off before getting on is not published", async () => {
  const at = await world();
  const row = addCoach(at);
  await at.project();
  await board(at, row);
  const [lille, , paris] = readRow(at.doc, row)?.outbound ?? [];
  moveStop(at.doc, row, "outbound", paris?.id ?? "", lille?.id ?? null);
  setStop(at.doc, row, "outbound", paris?.id ?? "", { at: "2026-12-29T08:00" });
  await at.project();
  expect((await stored(at, row))?.values.outbound.map((stop) => stop.place)).toEqual(["Lille", "Arras", "Paris"]);
  expect((await stored(at, row))?.heldBack).toBe(true);
});

test("T14 · another departure waits until nobody is on the trip, then goes public without an edit", async () => {
  const at = await world();
  const row = addCoach(at);
  await at.project();
  const signup = await board(at, row);
  setField(at.doc, row, "departureId", later);
  await at.project();
  expect(await trip(at, row)).toMatchObject({ departureId: departure, heldBack: true });
  await endSignup(signup);
  await at.project();
  expect(await trip(at, row)).toMatchObject({ departureId: later, heldBack: false });
});

test("T14 · a seat booked while the projector waits for the trip's lock is heeded: the other departure is not published", async () => {
  const at = await world();
  const row = addCoach(at);
  await at.project();
  const { id } = await trip(at, row);
  setField(at.doc, row, "departureId", later);
  let projecting: Promise<number> | undefined;
  await db.transaction().execute(async (booking) => {
    await lockTrips(booking, [id]);
    projecting = at.project();
    // The projector has decided that it may, and waits for the lock.
    await expect.poll(() => lockWaits(db)).toBe(1);
    await board(at, row, {}, booking);
  });
  await projecting;
  expect(await trip(at, row)).toMatchObject({ departureId: departure, heldBack: true });
});

test("T16 · fewer seats than taken count at once and evict nobody", async () => {
  const at = await world();
  const row = addCoach(at, { organiserSeats: 0 });
  await at.project();
  const signups = [await board(at, row), await board(at, row)];
  setField(at.doc, row, "seats", 1);
  await at.project();
  expect(await trip(at, row)).toMatchObject({ seats: 1, seatsRaisedTo: null });
  const states = await db.selectFrom("signup").select("state").where("id", "in", signups).execute();
  expect(states).toEqual([{ state: "confirmed" }, { state: "confirmed" }]);
});

test("T17 · more seats wait, a changed number waits anew, a lower one counts at once", async () => {
  const at = await world();
  const row = addCoach(at);
  await at.project();
  setField(at.doc, row, "seats", 530);
  await at.project();
  expect(await trip(at, row)).toMatchObject({ seats: 53, seatsRaisedTo: 530, seatsRaisedAt: clock.now() });
  clock.pass(60_000);
  setField(at.doc, row, "seats", 57);
  setField(at.doc, row, "organiserSeats", 55);
  await at.project();
  expect(await trip(at, row)).toMatchObject({
    seats: 53,
    organiserSeats: 53,
    seatsRaisedTo: 57,
    seatsRaisedAt: clock.now(),
    heldBack: true,
  });
  // The sweep of sign-ups makes it count; the organisers' seats then follow.
  await db
    .updateTable("trip")
    .set({ seats: 57, seatsRaisedTo: null, seatsRaisedAt: null })
    .where("documentId", "=", at.documentId)
    .execute();
  await at.project();
  expect(await trip(at, row)).toMatchObject({ seats: 57, organiserSeats: 55, heldBack: false });
  setField(at.doc, row, "seats", 12);
  await at.project();
  expect(await trip(at, row)).toMatchObject({ seats: 12, organiserSeats: 12, seatsRaisedTo: null });
});

test("T17 · where somebody waits, a change offers what came free, in the same transaction", async () => {
  const at = await world();
  const row = addCoach(at);
  await at.project();
  await board(at, row, { state: "waiting" });
  offered.length = 0;
  setField(at.doc, row, "organiserSeats", 0);
  await at.project();
  expect(offered).toEqual([(await trip(at, row)).id]);
  setField(at.doc, row, "organiserSeats", 1);
  const failing = { ...at.deps, offerNext: () => Promise.reject(new Error("no offer")) };
  await expect(projectSheet(failing, at.documentId)).rejects.toThrow("no offer");
  expect(await trip(at, row)).toMatchObject({ organiserSeats: 0 });
});

test("T20 · a cancelled trip is final", async () => {
  const at = await world();
  const row = addCoach(at);
  await at.project();
  await db
    .updateTable("trip")
    .set({ cancelledAt: clock.now(), cancelReason: "panne" })
    .where("documentId", "=", at.documentId)
    .execute();
  setText(at.doc, row, "title", "Reprise");
  removeRow(at.doc, row);
  expect(await at.project()).toBe(0);
  expect(await trip(at, row)).toMatchObject({ title: "Car n° 1", removedAt: null, cancelReason: "panne" });
});

test("T11 · a draft with live sign-ups stays in SQL as a draft, which takes nobody new", async () => {
  const at = await world();
  const row = addCoach(at);
  await at.project();
  await board(at, row);
  setField(at.doc, row, "state", "draft");
  await at.project();
  expect(await trip(at, row)).toMatchObject({ state: "draft", publishedAt: clock.now(), removedAt: null });
});

test("T18 · a booked stop that changes is noted with what its people know, until it changes back", async () => {
  const at = await world();
  const row = addCoach(at);
  await at.project();
  await board(at, row);
  const [lille, arras] = readRow(at.doc, row)?.outbound ?? [];
  const noted = async () =>
    db
      .selectFrom("stopChange")
      .selectAll()
      .where("tripId", "=", (await trip(at, row)).id)
      .execute();
  setStop(at.doc, row, "outbound", arras?.id ?? "", { at: "2026-12-29T09:40" });
  await at.project();
  expect(await noted()).toEqual([]);
  setStop(at.doc, row, "outbound", lille?.id ?? "", { at: "2026-12-29T08:20" });
  await at.project();
  clock.pass(60_000);
  setStop(at.doc, row, "outbound", lille?.id ?? "", { at: "2026-12-29T08:10", place: "Lille Europe" });
  await at.project();
  expect(await noted()).toMatchObject([
    { stopId: lille?.id, oldPlace: "Lille", oldAt: toInstant("2026-12-29T08:30"), changedAt: clock.now() },
  ]);
  setStop(at.doc, row, "outbound", lille?.id ?? "", { at: "2026-12-29T08:30", place: "Lille" });
  await at.project();
  expect(await noted()).toEqual([]);
});

test("T19 · what is no text for SQL is cleaned, not stored and not looped over", async () => {
  const at = await world();
  const row = addCoach(at, { title: "Car\0 \uD800 n° 1" });
  expect(await at.project()).toBe(1);
  expect(await trip(at, row)).toMatchObject({ title: "Car \uFFFD n° 1" });
  expect(await at.project()).toBe(0);
});

test("T29 · a price that somebody chose stays in SQL when it is removed; one that nobody chose goes; fields go public", async () => {
  const at = await world();
  const row = addCoach(at, {
    prices: [
      { label: "Solidaire", amount: 1200 },
      { label: "Plein", amount: 2500 },
      { label: "Libre", amount: null },
    ],
    payment: "link",
    paymentLink: "https://example.org/payer",
    wheelchairSpaces: 2,
    operator: "Autocars",
    bring: "De l’eau",
  });
  await at.project();
  expect(await trip(at, row)).toMatchObject({
    payment: "link",
    paymentLink: "https://example.org/payer",
    wheelchairSpaces: 2,
    operator: "Autocars",
    bring: "De l’eau",
  });
  const prices = async () =>
    (
      await db
        .selectFrom("tripPrice")
        .select(["id", "label", "amount", "removedAt"])
        .where("tripId", "=", (await trip(at, row)).id)
        .orderBy("label")
        .execute()
    ).map(({ label, amount, removedAt }) => [label, amount, removedAt !== null]);
  expect(await prices()).toEqual([
    ["Libre", null, false],
    ["Plein", 2500, false],
    ["Solidaire", 1200, false],
  ]);
  const [solidarity, full] = readRow(at.doc, row)?.prices ?? [];
  const signup = await board(at, row);
  await db
    .updateTable("signup")
    .set({ priceId: solidarity?.id ?? null })
    .where("id", "=", signup)
    .execute();
  removePrice(at.doc, row, solidarity?.id ?? "");
  removePrice(at.doc, row, full?.id ?? "");
  addPrice(at.doc, row, "Soutien", 3500);
  expect(await at.project()).toBe(1);
  expect(await prices()).toEqual([
    ["Libre", null, false],
    ["Solidaire", 1200, true],
    ["Soutien", 3500, false],
  ]);
  expect(await at.project()).toBe(0);
});

test("T27, T28 · SQL itself refuses an amount out of bounds, a price of another trip, and a link that is not secure", async () => {
  const at = await world();
  const [row, other] = [addCoach(at, { prices: [{ label: "Plein", amount: 2500 }] }), addCoach(at)];
  await at.project();
  const tripId = (await trip(at, row)).id;
  const priceId = readRow(at.doc, row)?.prices[0]?.id ?? "";
  for (const amount of [-1, 100_001])
    await expect(db.updateTable("tripPrice").set({ amount }).where("id", "=", priceId).execute()).rejects.toThrow(
      "trip_price_amount_check",
    );
  const elsewhere = await board(at, other);
  await expect(db.updateTable("signup").set({ priceId }).where("id", "=", elsewhere).execute()).rejects.toThrow(
    "foreign key",
  );
  for (const paymentLink of ["http://example.org", "javascript:alert(1)", `https://${"x".repeat(500)}`])
    await expect(db.updateTable("trip").set({ paymentLink }).where("id", "=", tripId).execute()).rejects.toThrow(
      "trip_payment_link_check",
    );
});
