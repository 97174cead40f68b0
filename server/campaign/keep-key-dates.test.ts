import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { findKeyDate } from "@/db/coalition";
import { insertTestCoalition } from "@/db/testing/coalition";
import { testDatabase } from "@/db/testing/database";
import { insertTestEntry } from "@/db/testing/entry";
import { insertTestAccount } from "@/db/testing/trip";
import { type Actor, visitor } from "@/domain/kernel/actor";
import { icsFile } from "@/domain/kernel/ics";
import { toInstant } from "@/domain/kernel/local-time";
import { readFeed } from "@/server/calendar/feeds";
import { keyDates } from "@/server/coalition/read-public";
import { createVault } from "@/server/crypto";
import type { Deps } from "@/server/deps";
import { openPayload } from "@/server/mail/enqueue";
import { renderMail } from "@/server/mail/render";
import { cancelKeyDate, keptKeyDate, keptKeyDates, saveKeyDate } from "./keep-key-dates";

let database: Database;
let deps: Deps;
let moderator: Actor;
beforeAll(async () => {
  database = await testDatabase({ poolSize: 6 });
  deps = {
    database,
    clock: { now: () => new Date("2027-03-20T11:00:00Z") },
    vault: createVault("a-secret-of-the-tests-which-is-long-enough"),
    origin: "http://localhost",
    demoMailbox: null,
  };
  const email = `${crypto.randomUUID()}@example.org`;
  const { id } = await database.db
    .insertInto("account")
    .values({ email, national: true })
    .returning("id")
    .executeTakeFirstOrThrow();
  moderator = { kind: "account", accountId: id, email, name: "", national: true };
});
afterAll(() => database.close());

const form = { title: "Marche nationale", startsOn: "2027-06-05", endsOn: "2027-06-06", scope: "Partout" };
const make = async (more: Record<string, unknown> = {}) => {
  const made = await saveKeyDate(deps, moderator, { ...form, anyway: "on", ...more });
  if (!made.ok) throw new Error(JSON.stringify(made.refusal));
  return made.value.id;
};

test("B20 · national coordinators alone keep the key dates", async () => {
  const id = await make();
  const { national: _, ...rest } = moderator.kind === "account" ? moderator : { national: true };
  for (const actor of [visitor, { ...rest, national: false } as Actor])
    for (const act of [
      saveKeyDate(deps, actor, { ...form, anyway: "on" }),
      cancelKeyDate(deps, actor, { id, reason: "Parce que" }),
      keptKeyDates(deps, actor),
      keptKeyDate(deps, actor, id),
    ])
      expect(await act).toMatchObject({ refusal: { code: "not_found" } });
});

test("B20 · what is wrong is said at its field; moving asks for a reason; two on a day are asked about, never silent", async () => {
  for (const [wrong, field] of [
    [{ title: "" }, "title"],
    [{ startsOn: "demain" }, "startsOn"],
    [{ endsOn: "2027-06-01" }, "endsOn"],
    [{ scope: "" }, "scope"],
  ] as const)
    expect(await saveKeyDate(deps, moderator, { ...form, ...wrong })).toMatchObject({
      refusal: { fields: { [field]: field } },
    });
  const id = await make({ startsOn: "2027-07-01", endsOn: "" });
  expect(await findKeyDate(database.db, id)).toMatchObject({ endsOn: "2027-07-01", revision: 0 });
  const second = { ...form, startsOn: "2027-06-30", endsOn: "2027-07-02" };
  expect(await saveKeyDate(deps, moderator, second)).toMatchObject({ refusal: { fields: { anyway: "overlaps" } } });
  const moved = { ...form, id, startsOn: "2027-07-08", endsOn: "", revision: "0" };
  expect(await saveKeyDate(deps, moderator, moved)).toMatchObject({ refusal: { fields: { reason: "moved" } } });
  expect((await saveKeyDate(deps, moderator, { ...moved, reason: "La place est prise." })).ok).toBe(true);
  // Who still had the older one before them writes nothing.
  expect(await saveKeyDate(deps, moderator, { ...moved, title: "Autre", reason: "Encore." })).toMatchObject({
    refusal: { code: "decided_meanwhile" },
  });
});

test("B21 · cancelled, it stays to be seen with its reason, in calendars too; restored, it is there again", async () => {
  const title = `Annulée ${crypto.randomUUID()}`;
  const id = await make({ title });
  expect(await cancelKeyDate(deps, moderator, { id, revision: "0", reason: "" })).toMatchObject({
    refusal: { fields: { reason: "reason" } },
  });
  expect((await cancelKeyDate(deps, moderator, { id, revision: "0", reason: "Tempête annoncée." })).ok).toBe(true);
  const shown = (await keyDates(deps)).find((date) => date.id === id);
  expect(shown).toMatchObject({ cancelReason: "Tempête annoncée.", cancelledAt: expect.any(Date) });
  const entryOf = async () => {
    const feed = await readFeed(deps, { kind: "national" });
    return feed.ok ? feed.value.find((entry) => entry.title === title) : undefined;
  };
  expect(await entryOf()).toMatchObject({ cancelled: true, sequence: 1 });
  const cancelled = await entryOf();
  const file = cancelled ? icsFile([cancelled], deps.clock.now()) : "";
  expect(file).toContain("STATUS:CANCELLED");
  expect(file).toContain("SEQUENCE:1");
  expect((await cancelKeyDate(deps, moderator, { id, revision: "1", reason: "La tempête est passée." })).ok).toBe(true);
  expect(await entryOf()).toMatchObject({ cancelled: false, sequence: 2 });
  const acts = await database.db.selectFrom("decision").select("act").where("subject", "=", title).execute();
  expect(acts.map(({ act }) => act).sort()).toEqual(["key_date_cancelled", "key_date_made", "key_date_restored"]);
});

test("B22 · who planned something for its days is told of a change, once, in their language; nobody else is", async () => {
  const title = `Prévue ${crypto.randomUUID()}`;
  const id = await make({ title, startsOn: "2027-08-07", endsOn: "" });
  const coalition = async (day: string | null, locale: string) => {
    const { id: coalitionId } = await insertTestCoalition(database.db, { publishedAt: new Date(0) });
    const email = `${crypto.randomUUID()}@example.org`;
    const { accountId } = await insertTestAccount(database.db, email, { coalitionId, role: "coordinator" });
    await database.db.updateTable("account").set({ locale }).where("id", "=", accountId).execute();
    await insertTestAccount(database.db, `${crypto.randomUUID()}@example.org`, { coalitionId, role: "member" });
    const startsLocal = `${day}T15:00`;
    if (day)
      await insertTestEntry(database.db, {
        coalitionId,
        visibility: "public",
        startsLocal,
        startsAt: toInstant(startsLocal),
      });
    return email;
  };
  const [going, there] = [await coalition("2027-08-07", "fr"), await coalition("2027-08-07", "en")];
  await coalition("2027-08-09", "fr");
  await coalition(null, "fr");
  // Two dates of the same days: what goes toward both counts once in all.
  const kept = async () => {
    const read = await keptKeyDates(deps, moderator);
    if (!read.ok) throw new Error("not kept");
    return read.value;
  };
  const { total } = await kept();
  const twin = await make({ startsOn: "2027-08-07", endsOn: "" });
  const both = await kept();
  expect(both.ahead.find((date) => date.id === twin)?.figures).toMatchObject({ coalitions: 2, actions: 2 });
  expect(both.total).toEqual(total);
  const told = async () => {
    const mails = await database.db
      .selectFrom("outbox")
      .selectAll()
      .where("template", "=", "key-date-changed")
      .execute();
    return mails
      .map(({ id, locale, payload }) => ({
        id,
        locale,
        origin: deps.origin,
        ...openPayload(deps.vault, payload ?? ""),
      }))
      .filter(({ mail }) => "title" in mail.values && mail.values.title === title)
      .sort((a, b) => a.locale.localeCompare(b.locale));
  };
  const moveTo = { startsOn: "2027-08-14", endsOn: "", reason: "La place est prise ce jour-là." };
  const save = (more: object) => saveKeyDate(deps, moderator, { ...form, title, id, anyway: "on", ...more });
  // Its name alone is nothing to be told of.
  expect((await save({ startsOn: "2027-08-07", endsOn: "", scope: "Ailleurs", revision: "0" })).ok).toBe(true);
  expect(await told()).toEqual([]);
  expect((await save({ ...moveTo, revision: "1" })).ok).toBe(true);
  const moved = await told();
  expect(moved.map(({ to }) => to)).toEqual([there, going]);
  const [english, french] = moved.map((mail) => renderMail(mail));
  expect(french?.text).toContain("(7\u00a0août) change de date. Nouvelle date\u00a0: 14\u00a0août.");
  expect(french?.text).toContain(moveTo.reason);
  expect(french?.text).toContain("une action publique, aucun trajet");
  expect(english?.text).toContain("(7\u00a0August) changes its date. New date: 14\u00a0August.");
  // It is on other days now, where nobody planned anything.
  expect((await cancelKeyDate(deps, moderator, { id, revision: "2", reason: "Tempête annoncée." })).ok).toBe(true);
  expect(await told()).toHaveLength(2);
  // Of a date that is over nobody is told.
  const over = { ...deps, clock: { now: () => new Date("2027-09-01T11:00:00Z") } };
  expect((await cancelKeyDate(over, moderator, { id, revision: "3", reason: "Elle a eu lieu." })).ok).toBe(true);
  expect((await save({ startsOn: "2027-08-07", endsOn: "", reason: "Retour.", revision: "4" })).ok).toBe(true);
  expect(await told()).toHaveLength(2);
  expect((await cancelKeyDate(over, moderator, { id, revision: "5", reason: "Trop tard." })).ok).toBe(true);
  expect(await told()).toHaveLength(2);
});
