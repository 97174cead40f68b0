import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { insertTestTrip } from "@/db/testing/trip";
import { giveTrip, organisersOf } from "@/db/trip-organiser";
import type { Actor } from "@/domain/kernel/actor";
import { openAgenda } from "@/server/calendar/open-agenda";
import { readMembers, showMyself } from "@/server/coalition/members";
import { readRoster } from "@/server/coalition/workspace";
import { comment, readThreads } from "@/server/plan/comments";
import { openPlan } from "@/server/plan/open-plan";
import { makePlan } from "@/server/plan/plans";
import { testDeps, testPlace } from "@/server/plan/testing";
import { openSheet } from "./open-sheet";
import { searchWorkspace } from "./search-workspace";

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

test("M25 · who shows an initial is called by it in all that others read; coordinators and they themselves read the name in the list", async () => {
  const { deps } = testDeps(database);
  const { db } = database;
  const here = await testPlace(db);
  const name = "zéphyrine";
  await db.insertInto("document").values({ coalitionId: here.coalitionId, kind: "sheet" }).execute();
  await db.updateTable("membership").set({ name }).where("accountId", "=", here.member.accountId).execute();
  const made = await makePlan(deps, here.member, { coalition: here.slug, title: "Plan", template: "", day: "" });
  const plan = made.ok ? made.value : "";
  const said = await comment(deps, here.member, { coalition: here.slug, plan, body: "Et l’eau ?", quote: "" });
  expect(said).toMatchObject({ ok: true });
  const named = { coalition: here.slug, plan, body: `Demandons à @${name} demain.`, quote: "" };
  expect(await comment(deps, here.coordinator, named)).toMatchObject({ ok: true });
  const everything = (actor: Actor) =>
    Promise.all([
      readMembers(deps, actor, here.slug, { text: "", page: 1 }),
      readRoster(db, actor, here.coalitionId),
      openPlan(deps, actor, here.slug, plan),
      readThreads(deps, actor, here.slug, plan),
      openSheet(deps, actor, here.slug),
      openAgenda(deps, actor, here.slug),
    ]);
  const shown = await everything(here.participant);
  for (const read of shown) expect(JSON.stringify(read)).toContain(name);

  const choose = (actor: Actor, value: unknown, coalition = here.slug) =>
    showMyself(deps, actor, { coalition, shown: value });
  expect(await choose(here.member, "initial")).toMatchObject({ ok: true });
  const hidden = await everything(here.participant);
  for (const read of hidden) {
    expect(JSON.stringify(read)).not.toContain(name);
    expect(JSON.stringify(read)).toContain('"Z."');
  }
  expect(JSON.stringify(await readThreads(deps, here.participant, here.slug, plan))).toContain(
    "Demandons à @Z. demain.",
  );
  const { tripId } = await insertTestTrip(db, {
    seats: 1,
    departs: new Date("2027-03-07T08:00:00Z"),
    coalitionId: here.coalitionId,
  });
  const given = { tripId, accountId: here.member.accountId, givenBy: here.coordinator.accountId, givenAt: new Date() };
  await db.transaction().execute((trx) => giveTrip(trx, given));
  expect(await organisersOf(db, tripId)).toMatchObject([{ name: "Z." }]);
  const found = async (actor: Actor, text: string) => {
    const list = await readMembers(deps, actor, here.slug, { text, page: 1 });
    return list.ok ? list.value.people.map((person) => person.name) : list.refusal.code;
  };
  expect(await found(here.participant, "zephyrine")).toEqual([]);
  expect(await found(here.coordinator, "zephyrine")).toEqual([name]);
  expect(JSON.stringify(await searchWorkspace(deps, here.participant, here.slug, "zephyrine"))).not.toContain(name);
  expect(await readMembers(deps, here.member, here.slug, { text: "", page: 1 })).toMatchObject({
    value: { own: { name, discreet: true } },
  });

  expect(await choose(here.member, "tout")).toMatchObject({ refusal: { code: "not_found" } });
  expect(await choose(here.outsider, "initial")).toMatchObject({ refusal: { code: "not_found" } });
  expect(await choose(here.member, "name")).toMatchObject({ ok: true });
  expect(await found(here.participant, "zephyrine")).toEqual([name]);
});

test("M25 · no other query reads the name itself beside what somebody did", () => {
  const sources = readdirSync("db").filter((file) => file.endsWith(".ts"));
  expect(sources.length).toBeGreaterThan(30);
  const reading = sources.filter((file) => /\b(?:m|membership)\.name\b/.test(readFileSync(`db/${file}`, "utf8")));
  // Requests and invitations are read by coordinators alone; a comment's is taken out of its words.
  expect(reading.sort()).toEqual(["invitation.ts", "plan-comment.ts"]);
});
