import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { insertTestCoalition } from "@/db/testing/coalition";
import { testDatabase } from "@/db/testing/database";
import { insertTestEntry } from "@/db/testing/entry";
import { insertTestTrip } from "@/db/testing/trip";
import { toInstant } from "@/domain/kernel/local-time";
import { createVault } from "@/server/crypto";
import type { Deps } from "@/server/deps";
import { keyDatePage } from "./key-date-page";

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

test("B3 · a key date shows, by region, the trips toward it and the public actions on its days, of published coalitions", async () => {
  const { db } = database;
  const deps: Deps = {
    database,
    clock: { now: () => toInstant("2027-03-01T12:00") },
    vault: createVault("a-secret-of-the-tests-which-is-long-enough"),
    origin: "http://localhost",
    demoMailbox: null,
  };
  const coalition = (town: string, region: string, publishedAt: Date | null = new Date(0)) =>
    insertTestCoalition(db, { town, region, publishedAt });
  const [lille, nantes, hidden] = [
    await coalition("Lille", "Hauts-de-France"),
    await coalition("Nantes", "Pays de la Loire"),
    await coalition("Rennes", "Bretagne", null),
  ];
  // The test's trips go to something on 7 March.
  const departs = toInstant("2027-03-07T07:00");
  const { tripId } = await insertTestTrip(db, { seats: 5, departs, coalitionId: lille.id });
  const full = await insertTestTrip(db, { seats: 5, departs, coalitionId: lille.id });
  await db.updateTable("trip").set({ removedAt: new Date() }).where("id", "=", full.tripId).execute();
  await insertTestTrip(db, { seats: 5, departs, coalitionId: hidden.id });
  const action = (startsLocal: string, more: object) =>
    insertTestEntry(db, { startsAt: toInstant(startsLocal), startsLocal, coalitionId: nantes.id, ...more });
  const { entryId } = await action("2027-03-06T15:00", { visibility: "public" });
  await action("2027-03-06T16:00", { visibility: "members" });
  await action("2027-03-09T15:00", { visibility: "public" });

  const { id } = await db
    .insertInto("keyDate")
    .values({ title: "Marches", startsOn: "2027-03-06", endsOn: "2027-03-07", scope: "partout" })
    .returning("id")
    .executeTakeFirstOrThrow();
  const page = await keyDatePage(deps, id);
  if (!page.ok) throw new Error(page.refusal.code);
  const shown = page.value.regions.map(({ region, going }) => ({
    region,
    going: going.map((one) => [
      one.coalition.town,
      one.trips.map((trip) => trip.tripId),
      one.actions.map(({ key }) => key),
    ]),
  }));
  expect(shown).toEqual([
    { region: "Hauts-de-France", going: [["Lille", [tripId], []]] },
    { region: "Pays de la Loire", going: [["Nantes", [], [entryId]]] },
  ]);
  expect(page.value.counts[tripId]?.seats.total).toBe(5);
  // With many of them, a region at a time; the others are named.
  const part = await keyDatePage(deps, id, "Pays de la Loire", 1);
  expect(part.ok && part.value.all).toEqual([
    { region: "Hauts-de-France", count: 1 },
    { region: "Pays de la Loire", count: 1 },
  ]);
  expect(part.ok && part.value.regions.map(({ region }) => region)).toEqual(["Pays de la Loire"]);
  const first = await keyDatePage(deps, id, "Nulle part", 1);
  expect(first.ok && first.value.regions.map(({ region }) => region)).toEqual(["Hauts-de-France"]);
  for (const unknown of [crypto.randomUUID(), "a\0b"])
    expect(await keyDatePage(deps, unknown)).toEqual({ ok: false, refusal: { code: "not_found" } });
});
