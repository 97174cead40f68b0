import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { findKeyDate } from "@/db/coalition";
import { testDatabase } from "@/db/testing/database";
import { type Actor, visitor } from "@/domain/kernel/actor";
import { icsFile } from "@/domain/kernel/ics";
import { readFeed } from "@/server/calendar/feeds";
import { keyDates } from "@/server/coalition/read-public";
import { createVault } from "@/server/crypto";
import type { Deps } from "@/server/deps";
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
