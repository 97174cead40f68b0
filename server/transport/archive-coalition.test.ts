import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { insertTestEntry } from "@/db/testing/entry";
import { insertTestAccount, insertTestTrip } from "@/db/testing/trip";
import { listingSchema } from "@/domain/coalition/listing";
import type { Actor } from "@/domain/kernel/actor";
import { takeTask } from "@/server/calendar/take-task";
import { withdraw, withdrawing } from "@/server/campaign/withdraw";
import { acceptInvitation } from "@/server/coalition/accept-invitation";
import { archive, archivedPage, archiving, reopen } from "@/server/coalition/archive";
import { makeInvitationLink } from "@/server/coalition/invite";
import { chooseJoinMode, join, joinPage } from "@/server/coalition/join";
import { leave } from "@/server/coalition/leave";
import { listCoalitions } from "@/server/coalition/list-coalitions";
import { publicCoalition } from "@/server/coalition/read-public";
import { roleIn } from "@/server/coalition/workspace";
import { openPayload } from "@/server/mail/enqueue";
import { comment } from "@/server/plan/comments";
import { makePlan } from "@/server/plan/plans";
import { readSharedPlan, sharePlan } from "@/server/plan/share-plan";
import { bookSeat } from "./book-seat";
import { here, hour, must, testDeps } from "./testing";

let database: Database;
beforeAll(async () => {
  database = await testDatabase({ poolSize: 12 });
});
afterAll(() => database.close());

async function place() {
  const { deps: signup, now } = testDeps(database);
  const deps = { ...signup, database, origin: "https://cortege.example.org", demoMailbox: null };
  const departs = new Date(now().getTime() + 200 * hour);
  const trip = await insertTestTrip(database.db, { seats: 10, departs });
  const { coalitionId, slug } = trip;
  const person = (role?: "participant" | "member" | "coordinator") =>
    insertTestAccount(database.db, `${crypto.randomUUID()}@example.org`, role && { coalitionId, role });
  const book = (actor: Actor) =>
    bookSeat(signup, actor, { tripId: trip.tripId, requestId: crypto.randomUUID(), firstName: "Camille" }, here);
  const boss = await person("coordinator");
  const putAway = (actor: Actor = boss) => archive(deps, actor, { coalition: slug });
  return { deps, signup, now, trip, coalitionId, slug, person, boss, book, putAway };
}

test("M26 · nothing that somebody has signed up for is ahead: else it is named, and nothing changes", async () => {
  const { deps, now, coalitionId, slug, person, boss, book, putAway, trip } = await place();
  const startsAt = new Date(now().getTime() + 50 * hour);
  const entry = await insertTestEntry(database.db, {
    coalitionId,
    title: "Tractage",
    startsAt,
    startsLocal: "2027-03-03T14:00",
    overAt: startsAt,
  });
  const rider = await person();
  must(await book(rider));
  const signedUp = { entryId: entry.entryId, coalitionId, holder: "email:a", firstName: "A", party: 1, locale: "fr" };
  await database.db
    .insertInto("signup")
    .values({ ...signedUp, state: "confirmed", confirmedAt: now(), createdAt: now() })
    .execute();
  expect(await archiving(deps, boss, slug)).toEqual({ ok: true, value: { ahead: ["Car d’essai", "Tractage"] } });
  expect(await putAway()).toMatchObject({ refusal: { code: "booked_ahead" } });
  expect(await roleIn(database.db, boss, coalitionId)).toBe("coordinator");
  await database.db.updateTable("signup").set({ endedAt: now(), state: "cancelled" }).execute();
  for (const other of [await person("member"), await person()]) {
    expect(await putAway(other)).toMatchObject({ refusal: { code: "not_found" } });
    expect(await archiving(deps, other, slug)).toMatchObject({ refusal: { code: "not_found" } });
  }
  expect(await putAway()).toEqual({ ok: true, value: null });
  expect(await book(await person())).toMatchObject({ refusal: { code: "not_found" } });
  expect(trip.slug).toBe(slug);
});

test("M26 · archived, it is found by nobody, nobody comes in, and everybody in it only reads", async () => {
  const { deps, signup, coalitionId, slug, person, boss, putAway } = await place();
  const { db } = database;
  const [member, participant, outsider] = [await person("member"), await person("participant"), await person()];
  const plan = must(await makePlan(deps, member, { coalition: slug, title: "Plan", template: "", day: "" }));
  const link = must(await makeInvitationLink(deps, boss, { coalition: slug, role: "member", days: 7, uses: 2 }));
  const shared =
    must(await sharePlan(deps, member, { coalition: slug, plan, days: 7 }))
      .split("/")
      .at(-1) ?? "";
  expect(await readSharedPlan(deps, shared)).toMatchObject({ ok: true });
  must(await chooseJoinMode(deps, boss, { coalition: slug, mode: "request" }));
  must(await join(deps, outsider, { coalition: slug, name: "Camille" }));
  const task = await insertTestEntry(db, {
    coalitionId,
    kind: "task",
    helpers: null,
    due: "2027-03-20",
    startsAt: new Date(0),
    startsLocal: "2027-03-20T10:00",
    publishedAt: new Date(0),
  });
  const { entryId: key } = await db
    .selectFrom("agendaEntry")
    .select("entryId")
    .where("id", "=", task.entryId)
    .executeTakeFirstOrThrow();
  const listed = async () => JSON.stringify(await listCoalitions(deps, listingSchema.parse({})));
  expect(await listed()).toContain(slug);
  must(await putAway());
  expect(await publicCoalition(deps, slug)).toMatchObject({ refusal: { code: "not_found" } });
  expect(await joinPage(deps, outsider, slug)).toMatchObject({ refusal: { code: "not_found" } });
  expect(await listed()).not.toContain(slug);
  const token = link.path.replace("/invitation/", "");
  expect(await acceptInvitation(deps, outsider, { token, name: "Camille" })).toMatchObject({
    refusal: { code: "invitation_revoked" },
  });
  // One that was made in the very moment ends with it as well.
  await db.updateTable("invitation").set({ revokedAt: null }).where("coalitionId", "=", coalitionId).execute();
  expect(await acceptInvitation(deps, outsider, { token, name: "Camille" })).toMatchObject({
    refusal: { code: "invitation_revoked" },
  });
  expect(await readSharedPlan(deps, shared)).toMatchObject({ refusal: { code: "not_found" } });
  for (const actor of [boss, member, participant]) expect(await roleIn(db, actor, coalitionId)).toBe("participant");
  const words = { coalition: slug, plan, body: "Et l’eau ?", quote: "" };
  expect(await comment(deps, participant, words)).toMatchObject({ refusal: { code: "coalition_archived" } });
  expect(await makePlan(deps, member, { coalition: slug, title: "Autre", template: "", day: "" })).toMatchObject({
    refusal: { code: "not_found" },
  });
  expect(await takeTask(signup, participant, { coalition: slug, key }, "fr")).toMatchObject({
    refusal: { code: "entry_closed" },
  });
  expect(await leave(deps, participant, { coalition: slug })).toMatchObject({ ok: true });
  const waiting = await db
    .selectFrom("joinRequest")
    .select("accountId")
    .where("coalitionId", "=", coalitionId)
    .execute();
  expect(waiting).toEqual([]);
});

test("B18 · a national coordinator archives a page with words, which its coordinators receive; to others it is not there", async () => {
  const { deps, signup, coalitionId, slug, trip, now, person, boss, book, putAway } = await place();
  const { db } = database;
  const national = { ...(await person()), national: true };
  const raw = { coalition: slug, message: "Cette page n’est pas une coalition.", reason: "" };
  for (const actor of [boss, await person(), await person("member")])
    for (const act of [withdraw(deps, signup, actor, raw), withdrawing(deps, actor, slug)])
      expect(await act).toMatchObject({ refusal: { code: "not_found" } });
  expect(await withdraw(deps, signup, national, { ...raw, message: "" })).toMatchObject({
    refusal: { fields: { message: "message" } },
  });
  const rider = await person();
  must(await book(rider));
  const startsAt = new Date(now().getTime() + 50 * hour);
  const entry = await insertTestEntry(db, {
    ...{ coalitionId, title: "Tractage", startsAt, overAt: startsAt, startsLocal: "2027-03-03T14:00" },
  });
  const helper = { entryId: entry.entryId, coalitionId, holder: "email:a", firstName: "A", party: 1, locale: "fr" };
  await db
    .insertInto("signup")
    .values({ ...helper, state: "confirmed", confirmedAt: now(), createdAt: now() })
    .execute();
  expect(await withdrawing(deps, national, slug)).toMatchObject({ value: { ahead: ["Car d’essai", "Tractage"] } });
  // Whom it is called off for reads why: without that nothing changes.
  for (const reason of ["", " ", "x"])
    expect(await withdraw(deps, signup, national, { ...raw, reason })).toMatchObject({
      refusal: { fields: { reason: "reason" } },
    });
  expect(await publicCoalition(deps, slug)).toMatchObject({ ok: true });
  raw.reason = "La page est retirée.";
  const done = await Promise.all([withdraw(deps, signup, national, raw), withdraw(deps, signup, national, raw)]);
  expect(done.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await publicCoalition(deps, slug)).toMatchObject({ refusal: { code: "not_found" } });
  const live = db.selectFrom("signup").select("id").where("coalitionId", "=", coalitionId).where("endedAt", "is", null);
  expect(await live.execute()).toEqual([]);
  const calledOff = db.selectFrom("trip").select("cancelReason").where("id", "=", trip.tripId);
  expect(await calledOff.execute()).toEqual([{ cancelReason: raw.reason }]);
  const decided = await db
    .selectFrom("decision")
    .select(["act", "reason"])
    .where("coalitionId", "=", coalitionId)
    .execute();
  expect(decided).toEqual([{ act: "archived", reason: raw.message }]);
  const mails = await db.selectFrom("outbox").select("payload").where("payload", "is not", null).execute();
  const read = mails.map(({ payload }) => openPayload(deps.vault, payload ?? ""));
  const told = (to: string, template: string) =>
    read.filter((one) => one.to === to && one.mail.template === template).map(({ mail }) => mail.values);
  expect(told(boss.email, "page-archived")).toMatchObject([{ message: raw.message }]);
  // Of two at the same moment, one calls it off: they are told once.
  expect(told(rider.email, "trip-cancelled")).toMatchObject([{ reason: raw.reason }]);
  must(await reopen(deps, boss, { coalition: slug }));
  must(await putAway());
});

test("M27 · who coordinated it, or coordinates nationally, opens it again as it was; nobody else", async () => {
  const { deps, coalitionId, slug, person, boss, putAway } = await place();
  const { db } = database;
  const [member, outsider] = [await person("member"), await person()];
  const national = { ...(await person()), national: true };
  for (const opener of [boss, national]) {
    must(await putAway());
    for (const other of [member, outsider]) {
      expect(await archivedPage(deps, other, slug)).toMatchObject({ value: { mayReopen: false } });
      expect(await reopen(deps, other, { coalition: slug })).toMatchObject({ refusal: { code: "not_found" } });
    }
    expect(await archivedPage(deps, opener, slug)).toMatchObject({ value: { mayReopen: true } });
    must(await reopen(deps, opener, { coalition: slug }));
    expect(await reopen(deps, opener, { coalition: slug })).toMatchObject({ refusal: { code: "not_found" } });
    expect(await publicCoalition(deps, slug)).toMatchObject({ ok: true });
    expect([await roleIn(db, boss, coalitionId), await roleIn(db, member, coalitionId)]).toEqual([
      "coordinator",
      "member",
    ]);
  }
  // Without anybody to coordinate it, nobody opens it.
  must(await putAway());
  must(await leave(deps, boss, { coalition: slug }));
  expect(await reopen(deps, national, { coalition: slug })).toMatchObject({ refusal: { code: "last_coordinator" } });
});
