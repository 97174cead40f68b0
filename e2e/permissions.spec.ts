import { randomUUID } from "node:crypto";
import { actions as actionTable, type Permission, pages, routes } from "@/server/permissions";
import { CoalitionWorld, type TestPerson } from "@/server/realtime/testing/coalition-world";
import { expect, test } from "./fixtures";
import { type OwnCoalition, oneOfEach, publicCoalition } from "./own-coalition";
import { type Answer, actions, callArguments, failure, raw } from "./raw-request";

/*
 * The table role × resource × verb of server/permissions.ts, cell by cell, on a coalition that has one of each thing: what is
 * not for somebody answers them like what does not exist.
 */

type Who = "visitor" | "stranger" | "participant" | "member" | "coordinator" | "national";
const inCoalition: Permission[] = ["participant", "member", "coordinator"];

function may(who: Who, needed: Permission): boolean {
  if (needed === "anyone") return true;
  if (needed === "account") return who !== "visitor";
  if (needed === "national") return who === "national";
  const rank = inCoalition.indexOf(needed === "organiser" ? "coordinator" : needed);
  return rank !== -1 && inCoalition.indexOf(who as Permission) >= rank;
}

let own: OwnCoalition;
let people: Record<Exclude<Who, "visitor">, TestPerson>;
/** What stands for each `[name]` in an address, by the folder that it stands below. */
let things: Record<string, string>;

test.beforeAll(async () => {
  own = await publicCoalition();
  const { database, world } = own;
  const { db } = database;
  const elsewhere = await CoalitionWorld.create(database);
  people = {
    stranger: await elsewhere.person("coordinator"),
    participant: await world.person("participant"),
    member: await world.person("member"),
    coordinator: await world.person("coordinator"),
    national: await world.person(null),
  };
  await db.updateTable("account").set({ national: true }).where("id", "=", people.national.accountId).execute();
  const each = await oneOfEach(own);
  things = {
    // The longer address first: it ends like another.
    "national/dates/[id]": each.keyDate,
    "national/[id]": each.declaration,
    "nouvelles/[id]": each.news,
    "plans/[id]": each.plan,
    "plans/[coalition]/[plan]": each.plan,
    "trajets/[id]": each.trip,
    "inscriptions/[id]": each.entry,
    "inscriptions/[coalition]/[id]": each.entry,
    "dates/[id]": each.poll,
  };
});
test.afterAll(() => own.database.close());

const cookieOf = (who: Who) => (who === "visitor" ? "" : people[who].cookie);
const everybody: readonly Who[] = ["visitor", "stranger", "participant", "member", "coordinator", "national"];

/** The address of a page or a route of this coalition; `unknown` names one that does not exist, and things that do not. */
function addressOf(file: string, unknown: boolean): string {
  let path = `/${file
    .replace(/^\[locale\]\//, "")
    .replace(/\(\w+\)\//g, "")
    .replace(/\/?(page\.tsx|route\.ts)$/, "")}`;
  for (const [place, id] of Object.entries(things)) {
    const name = place.slice(place.lastIndexOf("/") + 1);
    if (path.includes(place)) path = path.replace(place, place.replace(name, unknown ? randomUUID() : id));
  }
  path = path.replace("[coalition]", unknown ? `c-${randomUUID()}` : own.slug);
  return path.replace(/\[\[?(?:\.\.\.)?\w+\]\]?/g, () => randomUUID());
}

/** What somebody can tell two answers apart by: not what they asked for themselves. */
function told({ status, headers, body }: Answer): string {
  const words = body
    .replace(/<script\b[\s\S]*?<\/script>/g, "")
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ");
  const bare = (text: string) => text.replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, "ID");
  return JSON.stringify([
    status,
    headers["content-type"],
    headers["cache-control"],
    bare(String(headers.location ?? "")),
    bare(words),
  ]);
}

test("I14 · every page and every file answers who it is not for like one that does not exist", async () => {
  test.setTimeout(240_000);
  const asked = [
    ...Object.entries(pages),
    ...Object.entries(routes).flatMap(([route, needed]) =>
      route.startsWith("GET ") ? [[route.slice(4), needed] as const] : [],
    ),
  ].filter(([, needed]) => needed !== "anyone" && needed !== "demo");
  expect(asked.length).toBeGreaterThan(25);
  for (const [file, needed] of asked) {
    const [path, nowhere] = [addressOf(file, false), addressOf(file, true)];
    for (const who of everybody) {
      const headers = { cookie: cookieOf(who) };
      const answer = await raw("GET", path, headers);
      expect(failure(answer), `${who} at ${path}`).toBeNull();
      if (may(who, needed)) {
        // A file of which this coalition has none is no page.
        if (file.endsWith("page.tsx")) expect([200, 307, 308], `${who} at ${path}`).toContain(answer.status);
        continue;
      }
      expect(told(answer), `${who} at ${path}`).toBe(told(await raw("GET", nowhere, headers)));
      if (who !== "visitor") expect(answer.status, `${who} at ${path}`).toBe(404);
    }
  }
});

test("I14 · every action answers who may not take it as if what they name did not exist, and changes nothing", async () => {
  test.setTimeout(300_000);
  const { database, world } = own;
  const tables = (await database.db.introspection.getTables()).filter(({ columns }) =>
    columns.some(({ name }) => name === "coalitionId" || name === "coalition_id"),
  );
  const standing = async () => {
    const rows: Record<string, string[]> = {};
    for (const { name } of tables) {
      const own = database.db
        .selectFrom(name as "plan")
        .selectAll()
        .where("coalitionId", "=", world.coalitionId);
      rows[name] = (await own.execute()).map((row) => JSON.stringify(row)).sort();
    }
    return JSON.stringify(rows);
  };
  const before = await standing();
  const named = (real: boolean) => {
    const id = (place: string) => (real ? (things[place] ?? "") : randomUUID());
    const coalition = real ? own.slug : `c-${randomUUID()}`;
    return {
      coalition,
      slug: coalition,
      coalitionId: real ? world.coalitionId : randomUUID(),
      plan: id("plans/[id]"),
      tripId: id("trajets/[id]"),
      entryId: id("inscriptions/[id]"),
      entry: id("inscriptions/[id]"),
      poll: id("dates/[id]"),
      pollId: id("dates/[id]"),
      id: id("inscriptions/[id]"),
      key: id("inscriptions/[id]"),
      document: "sheet",
      title: "Essai",
      name: "Essai",
      body: "Essai",
      reason: "une raison",
      email: "quelquun@example.org",
      firstName: "Essai",
      role: "coordinator",
      archived: "yes",
      member: real ? people.participant.memberId : randomUUID(),
      membershipId: real ? people.participant.memberId : randomUUID(),
    };
  };
  for (const [name, needed] of Object.entries(actionTable)) {
    if (needed === "anyone" || needed === "demo" || needed === "account") continue;
    expect(actions().has(name), name).toBe(true);
    for (const who of everybody) {
      if (may(who, needed)) continue;
      for (const shape of ["form", "state and form", "object", "slug and form"] as const) {
        const ask = (real: boolean) => {
          const fields = named(real);
          return callArguments(name, `/${own.slug}`, shape, fields, cookieOf(who));
        };
        const [answer, nowhere] = [await ask(true), await ask(false)];
        expect(failure(answer), `${name} as ${shape} by a ${who}`).toBeNull();
        expect(told(answer), `${name} as ${shape} by a ${who}`).toBe(told(nowhere));
      }
    }
  }
  expect(await standing()).toBe(before);
  // The same words by who may: so these were no words that change nothing.
  const plan = `/espace/${own.slug}/plans/${things["plans/[id]"]}`;
  const done = await callArguments("archivePlanAction", plan, "form", named(true), cookieOf("member"));
  expect(await standing(), told(done)).not.toBe(before);
});
