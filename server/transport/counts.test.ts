import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { insertTestAccount, insertTestTrip } from "@/db/testing/trip";
import { visitor } from "@/domain/kernel/actor";
import { Seating } from "@/domain/transport/seating";
import { cancelBooking } from "@/server/signup/cancel-booking";
import { confirmByCode } from "@/server/signup/confirm-by-code";
import { sweepSignups } from "@/server/signup/sweep";
import { aboard } from "./aboard";
import { bookSeat } from "./book-seat";
import { coalitionCounts, publicTrip, publicTrips } from "./counts";
import { coalitionsAhead } from "./read-trips";
import { runRetention } from "./retention";
import { rideOf } from "./ride-columns";
import { bookAsVisitor, here, hour, keyOf, lastMail, must, testDeps } from "./testing";

describe.each(["postgres", "embedded"] as const)("on %s", (engine) => {
  let database: Database;
  let count = 0;
  beforeAll(async () => {
    database = await testDatabase({ engine });
  });
  afterAll(() => database.close());
  const account = () => insertTestAccount(database.db, `counts-${++count}@example.org`);

  test("S14 · SQL counts what the pure model counts, whatever people book and give back", async () => {
    const { deps, now } = testDeps(database);
    const departs = new Date(now().getTime() + 200 * hour);
    const out = ["A", "B", "C", "D", "E"];
    const back = ["E", "C", "A"];
    const { tripId, coalitionId, ...stops } = await insertTestTrip(database.db, {
      seats: 9,
      organiserSeats: 1,
      departs,
      out,
      back,
    });
    let seed = 20_270_301;
    const random = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
      return Math.floor((seed / 2 ** 31) * below);
    };
    const between = (names: string[], ids: Record<string, string>) => {
      const from = random(names.length - 1);
      const to = from + 1 + random(names.length - 1 - from);
      return [ids[names[from] ?? ""], ids[names[to] ?? ""]];
    };
    for (let n = 0; n < 24; n += 1) {
      const actor = await account();
      const [outboundFrom, outboundTo] = between(out, stops.out);
      const [returnFrom, returnTo] = between(back, stops.back);
      const direction = ["both", "outbound", "return"][random(3)];
      const party = 1 + random(5);
      const form = { tripId, requestId: crypto.randomUUID(), direction, party };
      const booked = must(
        await bookSeat(deps, actor, { ...form, outboundFrom, outboundTo, returnFrom, returnTo }, here),
      );
      if (random(4) === 0) must(await cancelBooking(deps, actor, { key: keyOf(booked.path) }));
    }
    const rows = await database.db.selectFrom("signup").selectAll().where("tripId", "=", tripId).execute();
    const all = await database.db.selectFrom("tripStop").selectAll().where("tripId", "=", tripId).execute();
    const model = rows
      .filter((row) => row.state === "confirmed" || row.state === "offered")
      .reduce(
        (seating, row) => seating.with(rideOf(row), row.party),
        Seating.of(
          { seats: 9, organiserSeats: 1 },
          all.map((stop) => ({
            ...stop,
            direction: stop.direction === "return" ? ("return" as const) : ("outbound" as const),
            removed: false,
          })),
          [],
        ),
      );
    const counts = (await coalitionCounts(database.db, coalitionId, now()))[tripId];
    expect(counts?.seats).toEqual(model.count());
    expect(counts?.seats.tooMany).toBe(0);
    expect(counts?.waiting).toBe(rows.filter((row) => row.state === "waiting").length);
  });

  test("S4 · a visitor's way from the form to the ticket, and the jobs, run on this engine", async () => {
    const { deps, now, advance } = testDeps(database);
    const { tripId, coalitionId } = await insertTestTrip(database.db, {
      seats: 2,
      departs: new Date(now().getTime() + 50 * hour),
    });
    const coordinator = await insertTestAccount(database.db, `runs-${tripId}@example.org`, {
      coalitionId,
      role: "coordinator",
    });
    const email = `way-${tripId}@example.org`;
    const { key } = await bookAsVisitor(deps, tripId, email, { party: "2" }, { network: "192.0.2.9", locale: "en" });
    const { code } = await lastMail(deps, email, "booking-confirm");
    expect(must(await confirmByCode(deps, visitor, { key }, { code })).state).toBe("confirmed");
    await bookAsVisitor(deps, tripId, `next-${tripId}@example.org`);
    expect(must(await aboard(deps, coordinator, tripId)).figures).toMatchObject({ confirmed: 2, waiting: 1 });
    advance(100 * 24 * hour);
    await sweepSignups(deps);
    expect((await runRetention(deps)).people).toBeGreaterThanOrEqual(2);
  });
});

describe("what the public sees", () => {
  let database: Database;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.close());

  test("S14 · coalitions with a seat left are those with one on some part of an open trip, soon if that is asked", async () => {
    const { deps, now } = testDeps(database);
    const at = (hours: number) => new Date(now().getTime() + hours * hour);
    const soonFull = await insertTestTrip(database.db, { seats: 1, departs: at(48) });
    const late = await insertTestTrip(database.db, { seats: 1, departs: at(900) });
    const part = await insertTestTrip(database.db, { seats: 1, departs: at(60), out: ["A", "B", "C"] });
    const gone = await insertTestTrip(database.db, { seats: 1, departs: at(-1) });
    const actor = await insertTestAccount(database.db, "ahead@example.org");
    const book = (tripId: string, more = {}) =>
      bookSeat(deps, actor, { tripId, requestId: crypto.randomUUID(), party: "1", ...more }, here);
    must(await book(soonFull.tripId));
    must(await book(part.tripId, { direction: "outbound", outboundFrom: part.out.A, outboundTo: part.out.B }));
    const ask = async (hours: number | null, withSeats: boolean) => {
      const wanted = { before: hours === null ? null : at(hours), withSeats };
      const ids = await coalitionsAhead({ database, clock: deps.clock }, wanted);
      return [soonFull, late, part, gone].map(({ coalitionId }) => ids.includes(coalitionId));
    };
    expect(await ask(null, false)).toEqual([true, true, true, false]);
    expect(await ask(720, false)).toEqual([true, false, true, false]);
    expect(await ask(null, true)).toEqual([false, true, true, false]);
    expect(await ask(720, true)).toEqual([false, false, true, false]);
    await database.db.updateTable("trip").set({ state: "closed" }).where("id", "=", late.tripId).execute();
    expect(await ask(null, true)).toEqual([false, false, true, false]);
  });

  test("S14 · drafts, removed trips, other coalitions and hidden ones do not exist; with people aboard they act as closed", async () => {
    const { deps, now } = testDeps(database);
    const departs = new Date(now().getTime() + 90 * hour);
    const { tripId, coalitionId, slug } = await insertTestTrip(database.db, { seats: 3, departs });
    const other = await insertTestTrip(database.db, { seats: 3, departs });
    const seen = async () => (await publicTrips(database.db, coalitionId, now())).map((trip) => trip.status);
    const set = (change: Record<string, unknown>) =>
      database.db.updateTable("trip").set(change).where("id", "=", tripId).execute();
    const { key } = await bookAsVisitor(deps, tripId, "public@example.org");
    expect(await seen()).toEqual(["open"]);
    expect((await publicTrip(database.db, other.slug, tripId, now())).ok).toBe(false);
    expect((await publicTrip(database.db, slug, "x", now())).ok).toBe(false);
    await set({ state: "draft" });
    expect(await seen()).toEqual(["closed"]);
    await set({ state: "open", removedAt: now() });
    expect(await seen()).toEqual(["closed"]);
    must(await cancelBooking(deps, visitor, { key }));
    expect(await seen()).toEqual([]);
    expect((await publicTrip(database.db, slug, tripId, now())).ok).toBe(false);
    await set({ removedAt: null, publishedAt: null });
    expect(await seen()).toEqual([]);
    expect(await coalitionCounts(database.db, coalitionId, now())).toEqual({});
  });
});
