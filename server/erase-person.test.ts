import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { factChannel, parseFact } from "@/db/notify";
import { testDatabase } from "@/db/testing/database";
import { scanFor } from "@/db/testing/scan";
import { insertTestAccount, insertTestTrip } from "@/db/testing/trip";
import { visitor } from "@/domain/kernel/actor";
import { openSession } from "./account/session";
import { sharePhone } from "./account/share-phone";
import { createSignIn } from "./account/sign-in";
import { makeOwnFeed } from "./calendar/own-feed";
import { createVault } from "./crypto";
import { erasePerson } from "./erase-person";
import { personData } from "./person-data";
import { comment } from "./plan/comments";
import { makePlan } from "./plan/plans";
import { signupThings } from "./signup-things";
import { unsealed } from "./testing/unsealed";
import { bookSeat } from "./transport/book-seat";

const now = new Date("2027-03-01T12:00:00Z");
const clock = { now: () => now };
const origin = "https://cortege.example.org";
const vault = createVault("a-secret-of-the-tests-which-is-long-enough", Buffer.alloc(32, 7).toString("base64"));
const here = { network: "192.0.2.1", locale: "fr" };

describe.each(["postgres", "embedded"] as const)("erasing on %s", (engine) => {
  let database: Database;
  beforeAll(async () => {
    database = await testDatabase({ engine });
  });
  afterAll(() => database.close());

  async function world() {
    const { db } = database;
    const deps = { db, clock, vault, things: signupThings };
    const full = { database, clock, vault, origin, demoMailbox: null };
    const departs = new Date("2027-03-07T06:00:00Z");
    const trip = await insertTestTrip(db, { seats: 1, departs });
    const { coalitionId, slug } = trip;
    const id = crypto.randomUUID().slice(0, 8);
    const other = await insertTestAccount(db, `other-${id}@example.org`, { coalitionId, role: "coordinator" });
    return { db, deps, full, trip, coalitionId, slug, id, other };
  }

  test("K4 · all that is held about somebody is shown to them, and is nowhere once they erase it", async () => {
    const { db, deps, full, trip, coalitionId, slug, id, other } = await world();
    const email = `zq-mail-${id}@example.org`;
    const marks = ["mail", "name", "roster", "need", "comment"].map((what) => `zq-${what}-${id}`);
    const [, name = "", roster = "", need = "", said = ""] = marks;
    const phone = "06 12 98 76 50";
    const wanted = [...marks, "98 76 50"];
    const actor = { ...(await insertTestAccount(db, email, { coalitionId, role: "member" })), name };
    await db.updateTable("account").set({ name }).where("id", "=", actor.accountId).execute();
    await db.updateTable("membership").set({ name: roster }).where("accountId", "=", actor.accountId).execute();
    await openSession(db, actor.accountId, now);
    expect((await sharePhone(db, vault, actor, { phone })).ok).toBe(true);
    expect((await makeOwnFeed(full, actor)).ok).toBe(true);
    await createSignIn({ db, vault, origin, clock }).request({ email }, { cookie: null, locale: "fr" });
    const ask = { tripId: trip.tripId, phone, accessNeed: need, requestId: crypto.randomUUID() };
    expect((await bookSeat(deps, actor, ask, here)).ok).toBe(true);
    const waits = await bookSeat(deps, other, { tripId: trip.tripId, requestId: crypto.randomUUID() }, here);
    expect(waits).toMatchObject({ value: { state: "waiting" } });
    const made = await makePlan(full, actor, { coalition: slug, title: "Plan", template: "", day: "" });
    if (!made.ok) throw new Error(made.refusal.code);
    expect((await comment(full, actor, { coalition: slug, plan: made.value, body: said, quote: "a" })).ok).toBe(true);

    // The control: each of them is somewhere, and the search finds it.
    const before = await scanFor(db, wanted, unsealed(vault));
    for (const mark of wanted)
      expect(
        before.some((line) => line.endsWith(mark)),
        mark,
      ).toBe(true);
    const shown = await personData(deps, actor);
    if (!shown.ok) throw new Error(shown.refusal.code);
    const words = JSON.stringify(shown.value.tables);
    for (const mark of wanted) expect(words, mark).toContain(mark);
    expect(words).not.toContain(other.email);

    const told: unknown[] = [];
    const stop = await database.listen(factChannel, (payload) => told.push(parseFact(payload)));
    expect(await erasePerson(deps, actor, { sure: "yes" })).toEqual({ ok: true, value: null });
    await expect.poll(() => told).toContainEqual({ kind: "access", accountId: actor.accountId, coalitionId: null });
    await stop();
    expect(await scanFor(db, [...wanted, actor.accountId], unsealed(vault))).toEqual([]);
    // The seat went to the one who waited, and what was written together is still there.
    const queue = db.selectFrom("signup").select("state").where("accountId", "=", other.accountId);
    expect(await queue.execute()).toEqual([{ state: "offered" }]);
    expect(await db.selectFrom("plan").select("title").where("id", "=", made.value).execute()).toEqual([
      { title: "Plan" },
    ]);
  });

  test("K5 · who alone coordinates hands over first; nothing goes without the box ticked, or for a visitor", async () => {
    const { db, deps, coalitionId, id, other } = await world();
    expect(await erasePerson(deps, other, { sure: "yes" })).toMatchObject({ refusal: { code: "last_coordinator" } });
    expect(await personData(deps, other)).toMatchObject({ value: { coordinatesAlone: ["Coalition d’essai"] } });
    await insertTestAccount(db, `next-${id}@example.org`, { coalitionId, role: "coordinator" });
    expect(await erasePerson(deps, other, {})).toMatchObject({ refusal: { code: "invalid" } });
    expect(await erasePerson(deps, visitor, { sure: "yes" })).toMatchObject({ refusal: { code: "sign_in_first" } });
    expect(await erasePerson(deps, other, { sure: "yes" })).toMatchObject({ ok: true });
  });

  test("K5 · of two who coordinate and erase at the same moment, one stays", async () => {
    const { db, deps, coalitionId, id, other } = await world();
    const second = await insertTestAccount(db, `second-${id}@example.org`, { coalitionId, role: "coordinator" });
    const done = await Promise.all([other, second].map((actor) => erasePerson(deps, actor, { sure: "yes" })));
    expect(done.filter(({ ok }) => ok)).toHaveLength(1);
  });
});
