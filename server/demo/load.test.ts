import { afterAll, expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { knownIds, storedTrips } from "@/db/trip";
import { loadsOf, publishedTripsOf, stopsOf } from "@/db/trip-seats";
import { parseRoomName } from "@/domain/kernel/room-name";
import { parseBody } from "@/domain/plan/body-schema";
import { Seating } from "@/domain/transport/seating";
import { createVault } from "@/server/crypto";
import { coalitionIdOf, sheetIdOf } from "./demo-rows";
import { rowIdOf } from "./demo-sheet";
import { demoCoalitions, loadDemo } from "./load";

const database = await testDatabase({ engine: "embedded" });
const { db } = database;
afterAll(() => database.close());

const now = new Date("2026-11-24T12:00:00Z");
const clock = { now: () => now };
const vault = createVault("a-secret-of-the-tests-which-is-long-enough");

async function count(
  table: "coalition" | "trip" | "signup" | "departure" | "keyDate" | "documentUpdate" | "membership",
): Promise<number> {
  const { all } = await db
    .selectFrom(table)
    .select((eb) => eb.fn.countAll<number>().as("all"))
    .executeTakeFirstOrThrow();
  return all;
}

test("T24 · the demo data are loaded, and quickly", async () => {
  const start = process.cpuUsage();
  expect(await loadDemo({ db, clock, vault })).toBe(true);
  const { user, system } = process.cpuUsage(start);
  // Of processor time: other tests run meanwhile.
  expect((user + system) / 1000).toBeLessThan(5000);
  expect(await count("coalition")).toBe(8);
  expect(await count("keyDate")).toBe(6);
  expect(await count("departure")).toBe(12);
  expect(await count("trip")).toBe(18);
  expect(await count("signup")).toBe(294);
  const unprojected = await db
    .selectFrom("documentUpdate")
    .innerJoin("document", "document.id", "documentUpdate.documentId")
    .select("document.id")
    .whereRef("documentUpdate.seq", ">", "document.projectedSeq")
    .execute();
  expect(unprojected).toEqual([]);
});

test("T24 · a second load changes nothing, at any later time", async () => {
  const before = await db.selectFrom("signup").selectAll().orderBy("id").execute();
  expect(await loadDemo({ db, clock: { now: () => new Date("2027-03-01T12:00:00Z") }, vault })).toBe(false);
  expect(await db.selectFrom("signup").selectAll().orderBy("id").execute()).toEqual(before);
  expect(await count("documentUpdate")).toBe(17);
});

test("T24 · every trip is public, ahead, not past its deadline, and has somebody in charge", async () => {
  for (const coalition of await db.selectFrom("coalition").select("id").execute()) {
    for (const trip of await publishedTripsOf(db, coalition.id)) {
      expect(trip.bookingDeadline.getTime()).toBeGreaterThan(now.getTime());
      expect(trip.title).not.toContain("{{");
      expect(trip.state).toBe("open");
    }
  }
  const owners = await db.selectFrom("trip").select("ownerId").where("ownerId", "is", null).execute();
  expect(owners).toEqual([]);
});

test("T24 · car n° 1 of Lille leaves on the Sunday of the main weekend and is full, with two seats back and five who wait", async () => {
  const trip = (await storedTrips(db, sheetIdOf("lille"))).get(rowIdOf("t-lille-bus1"));
  expect(trip?.values.title).toBe("Car n° 1 Lille – Paris");
  expect(trip?.values.outbound[0]).toMatchObject({
    place: "Lille — Grand Palais, parking cars",
    at: "2026-12-27T08:30",
  });
  const id = trip?.tripId ?? "";
  const seats = { seats: trip?.seats ?? 0, organiserSeats: trip?.values.organiserSeats ?? 0 };
  const seating = Seating.of(seats, await stopsOf(db, [id]), await loadsOf(db, [id])).count();
  expect(seating).toMatchObject({ total: 51, free: 0, outbound: 0, return: 2, tooMany: 0 });
  const waiting = await db
    .selectFrom("signup")
    .select(["queueNumber", "party"])
    .where("tripId", "=", id)
    .where("state", "=", "waiting")
    .orderBy("queueNumber")
    .execute();
  expect(waiting).toEqual([1, 2, 3, 4, 5].map((queueNumber) => ({ queueNumber, party: queueNumber === 2 ? 2 : 1 })));
});

test("T24 · no trip of the demo is oversold, and pending ones hold their seats for two hours", async () => {
  const trips = await db.selectFrom("trip").select(["id", "seats", "organiserSeats"]).execute();
  const ids = trips.map((trip) => trip.id);
  const [stops, loads] = [await stopsOf(db, ids), await loadsOf(db, ids)];
  for (const trip of trips) {
    const own = <T extends { tripId: string }>(rows: readonly T[]) => rows.filter((row) => row.tripId === trip.id);
    expect(Seating.of(trip, own(stops), own(loads)).count().tooMany).toBe(0);
  }
  const pending = await db.selectFrom("signup").select("expiresAt").where("state", "=", "pending").execute();
  expect(pending).toHaveLength(12);
  expect(pending.every(({ expiresAt }) => expiresAt?.getTime() === now.getTime() + 7_200_000)).toBe(true);
});

test("T24 · only published contacts are there, and each role has an account", async () => {
  const contacts = await db.selectFrom("coalitionContact").select(["role", "email", "phone"]).execute();
  expect(contacts.some((contact) => contact.role === "Trésorier·e bus" || contact.phone !== null)).toBe(false);
  const members = await db
    .selectFrom("membership")
    .select("role")
    .where("role", "is not", null)
    .orderBy("role")
    .execute();
  expect(members.map((member) => member.role)).toEqual(["coordinator", "member", "participant"]);
  const national = await db.selectFrom("account").select("email").where("national", "=", true).execute();
  expect(national).toHaveLength(1);
  const { departures } = await knownIds(db, coalitionIdOf("lille"));
  expect(departures.size).toBe(6);
});

test("T24 · the rooms of the sheets are told, the first coalition first", async () => {
  const rooms = await demoCoalitions(db);
  expect(rooms.map((room) => room.slug)).toEqual([
    "lille",
    "nantes",
    "toulouse",
    "grenoble",
    "strasbourg",
    "limoges",
    "crest",
    "montreuil",
  ]);
  expect(rooms.map((room) => parseRoomName(room.room)?.documentId)).toEqual(rooms.map((room) => sheetIdOf(room.slug)));
});

test("T24 · the first coalition has a plan, whose blocks show what stands in its agenda", async () => {
  const [plan] = await db.selectFrom("plan").select(["title", "content", "coalitionId"]).execute();
  const body = parseBody(plan?.content);
  expect(plan?.title).toMatch(/^Cap sur le \d+ \S+$/);
  expect(body.map(({ kind }) => kind)).toContain("checks");
  const ids = body.flatMap((block) => (block.kind === "entry" ? [block.entryId] : []));
  const known = await db.selectFrom("agendaEntry").select("title").where("entryId", "in", ids).execute();
  expect([ids.length, known.length]).toEqual([3, 3]);
});
