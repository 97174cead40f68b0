import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { insertTestAccount, insertTestTrip } from "@/db/testing/trip";
import type { SignupDeps } from "@/server/signup/deps";
import { bookSeat } from "./book-seat";
import { coalitionCounts } from "./counts";
import { here, hour, must, testDeps, withoutLocks } from "./testing";

let database: Database;
beforeAll(async () => {
  database = await testDatabase({ poolSize: 12 });
});
afterAll(() => database.close());

/** 200 members, each signed in, ask for one of 20 seats at the same moment. What the database then holds. */
async function rush(deps: SignupDeps) {
  const departs = new Date(deps.clock.now().getTime() + 200 * hour);
  const trip = await insertTestTrip(deps.db, { seats: 22, organiserSeats: 2, departs });
  const members = await Promise.all(
    Array.from({ length: 200 }, (_, n) =>
      insertTestAccount(deps.db, `m${n}-${trip.tripId}@example.org`, { coalitionId: trip.coalitionId, role: "member" }),
    ),
  );
  const answers = await Promise.allSettled(
    members.map((member) => bookSeat(deps, member, { tripId: trip.tripId, requestId: crypto.randomUUID() }, here)),
  );
  const rows = await deps.db
    .selectFrom("signup")
    .select(["state", "queueNumber", "holder"])
    .where("tripId", "=", trip.tripId)
    .execute();
  const inState = (state: string) => rows.filter((row) => row.state === state);
  return {
    trip,
    answered: answers.filter((answer) => answer.status === "fulfilled" && answer.value.ok).length,
    confirmed: inState("confirmed").length,
    positions: inState("waiting")
      .map((row) => row.queueNumber ?? 0)
      .sort((a, b) => a - b),
    holders: new Set(rows.map((row) => row.holder)).size,
  };
}

test("S1 · 200 members book 20 seats at once: 20 confirmed, 180 waiting at 1…180, nobody twice", async () => {
  const { deps } = testDeps(database);
  const { trip, ...outcome } = await rush(deps);
  expect(outcome).toEqual({
    answered: 200,
    confirmed: 20,
    positions: Array.from({ length: 180 }, (_, n) => n + 1),
    holders: 200,
  });
  const counts = (await coalitionCounts(deps.db, trip.coalitionId, deps.clock.now()))[trip.tripId];
  expect(counts).toMatchObject({ taken: 20, waiting: 180, seats: { free: 0, total: 20, tooMany: 0 } });
});

test("S1 · negative control: with the lock off, the same rush goes wrong", async () => {
  const { deps } = testDeps(database);
  const outcome = await rush(withoutLocks(deps));
  const asWithTheLock = outcome.answered === 200 && outcome.confirmed === 20 && outcome.positions.length === 180;
  expect(asWithTheLock).toBe(false);
});

test("S2 · the same form sent ten times at once makes one sign-up and one answer", async () => {
  const { deps } = testDeps(database);
  const departs = new Date(deps.clock.now().getTime() + 200 * hour);
  const trip = await insertTestTrip(deps.db, { seats: 5, departs });
  const member = await insertTestAccount(deps.db, `clicks-${trip.tripId}@example.org`);
  const form = { tripId: trip.tripId, requestId: crypto.randomUUID(), party: "2" };
  const answers = await Promise.all(Array.from({ length: 10 }, () => bookSeat(deps, member, form, here)));
  expect(new Set(answers.map((answer) => must(answer).path)).size).toBe(1);
  const counts = (await coalitionCounts(deps.db, trip.coalitionId, deps.clock.now()))[trip.tripId];
  expect(counts?.seats.free).toBe(3);
});
