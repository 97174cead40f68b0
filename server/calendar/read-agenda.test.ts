import { randomUUID } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import * as Y from "yjs";
import type { NewSignup } from "@/db/signup";
import { insertTestCoalition } from "@/db/testing/coalition";
import { testDatabase } from "@/db/testing/database";
import { insertTestAccount, insertTestTrip } from "@/db/testing/trip";
import { addEntry, type NewEntry, setEntry } from "@/domain/calendar/agenda";
import { visitor } from "@/domain/kernel/actor";
import { createVault } from "@/server/crypto";
import { cancelThing } from "@/server/signup/cancel-thing";
import { signupThings } from "@/server/signup-things";
import { feedStamp, readFeed } from "./feeds";
import { openAgenda } from "./open-agenda";
import { endOwnFeed, hasOwnFeed, makeOwnFeed, ownFeed } from "./own-feed";
import { projectAgenda } from "./project-agenda";
import { publicAhead, publicEntry, publicMonth } from "./read-agenda";

const database = await testDatabase();
const { db } = database;
afterAll(() => database.close());
let now = new Date("2026-11-24T12:00:00Z");
const clock = { now: () => now };
const vault = createVault("a-secret-of-the-tests-which-is-long-enough");
const deps = { database, clock, vault, origin: "https://cortege.example.org", demoMailbox: null };

async function coalition(region = randomUUID()) {
  const made = await insertTestCoalition(db, { publishedAt: now, region, departement: region.slice(0, 3) });
  const documentId = randomUUID();
  await db.insertInto("document").values({ id: documentId, coalitionId: made.id, kind: "agenda" }).execute();
  const doc = new Y.Doc();
  let seq = 0;
  const project = () =>
    projectAgenda({ db, clock, read: async (_, look) => ({ value: look(doc), seq: ++seq }) }, documentId);
  const add = (fields: NewEntry) => {
    const added = addEntry(doc, { kind: "meeting", title: "Réunion", start: "2026-11-28T10:00", ...fields });
    if (!added.ok) throw new Error(added.refusal.code);
    return added.value;
  };
  const idOf = async (entryId: string) =>
    (await db.selectFrom("agendaEntry").select("id").where("entryId", "=", entryId).executeTakeFirstOrThrow()).id;
  return { ...made, region, doc, add, project, idOf };
}

test("C17 · in public stands what is public and has a title and a date, and no task", async () => {
  const at = await coalition();
  at.add({ title: "Pour tout le monde", visibility: "public" });
  at.add({ title: "Entre membres" });
  at.add({ title: "Sans date", visibility: "public", start: null });
  at.add({ title: "Tâche", kind: "task", due: "2026-11-28", visibility: "public" });
  const again = at.add({
    title: "Chaque semaine",
    visibility: "public",
    recurrence: { freq: "weekly", interval: 1, days: [], on: "day", until: null },
  });
  await at.project();
  const month = await publicMonth(deps, at.slug, "2026-12");
  expect(month.ok && month.value.items.map(({ title, start }) => [title, start.slice(5, 10)])).toEqual([
    ["Chaque semaine", "12-05"],
    ["Chaque semaine", "12-12"],
    ["Chaque semaine", "12-19"],
    ["Chaque semaine", "12-26"],
    ["Chaque semaine", "01-02"],
  ]);
  expect((await publicAhead(deps, at.id)).map(({ title }) => title).slice(0, 3)).toEqual([
    "Chaque semaine",
    "Pour tout le monde",
    "Chaque semaine",
  ]);
  const one = await publicEntry(deps, at.slug, await at.idOf(again));
  expect(one.ok && one.value.times.slice(0, 2).map(({ start }) => start)).toEqual([
    "2026-11-28T10:00",
    "2026-12-05T10:00",
  ]);
  expect(await publicEntry(deps, at.slug, randomUUID())).toMatchObject({ ok: false });
  expect(await publicEntry(deps, at.slug, "x' or 1=1")).toMatchObject({ ok: false });
  const other = await coalition();
  expect(await publicEntry(deps, other.slug, await at.idOf(again)), "of another coalition").toMatchObject({
    ok: false,
  });
});

test("C17 · what was public and is so no more is gone from the page, and from the calendar file", async () => {
  const at = await coalition();
  const entry = at.add({ title: "Pour tout le monde", visibility: "public" });
  await at.project();
  const feed = { kind: "coalition", slug: at.slug } as const;
  const before = await feedStamp(deps, feed);
  expect(await readFeed(deps, feed)).toMatchObject({ ok: true, value: [{ title: "Pour tout le monde" }] });
  now = new Date(now.getTime() + 60_000);
  setEntry(at.doc, entry, { visibility: "members" });
  await at.project();
  expect(await readFeed(deps, feed)).toMatchObject({ ok: true, value: [] });
  const after = await feedStamp(deps, feed);
  expect(before.ok && after.ok && before.value.stamp !== after.value.stamp).toBe(true);
  expect(await publicEntry(deps, at.slug, await at.idOf(entry))).toMatchObject({ ok: false });
});

test("C18 · cancelling is for coordinators, needs a reason, is final, and is said everywhere", async () => {
  const at = await coalition();
  const entry = at.add({ visibility: "public" });
  await at.project();
  const id = await at.idOf(entry);
  const as = (role: "participant" | "member" | "coordinator", coalitionId = at.id) =>
    insertTestAccount(db, `${randomUUID()}@example.org`, { coalitionId, role });
  const coordinator = await as("coordinator");
  const signups = { db, clock, vault, things: signupThings };
  const form = { entryId: id, reason: "Orage annoncé" };
  const { id: elsewhere } = await coalition();
  for (const actor of [visitor, await as("participant"), await as("member"), await as("coordinator", elsewhere)])
    expect(await cancelThing(signups, actor, form)).toMatchObject({ ok: false, refusal: { code: "not_found" } });
  expect(await cancelThing(signups, coordinator, { entryId: id, reason: " " })).toMatchObject({
    ok: false,
    refusal: { fields: { reason: "reason" } },
  });
  expect(await cancelThing(signups, coordinator, form)).toMatchObject({ ok: true });
  expect(await cancelThing(signups, coordinator, { ...form, reason: "Autre chose" })).toMatchObject({ ok: true });
  setEntry(at.doc, entry, { start: "2026-12-01T10:00" });
  await at.project();
  expect(await publicEntry(deps, at.slug, id)).toMatchObject({
    ok: true,
    value: { entry: { cancelReason: "Orage annoncé", values: { start: "2026-11-28T10:00" } } },
  });
  const feed = await readFeed(deps, { kind: "entry", slug: at.slug, id });
  expect(feed.ok && feed.value.map(({ cancelled }) => cancelled)).toEqual([true]);
});

test("C19 · who has a role opens the agenda, with what neighbours announce to everybody; nobody else", async () => {
  const at = await coalition();
  const near = await coalition(at.region);
  near.add({ title: "Chez les voisins", visibility: "public" });
  near.add({ title: "Entre voisins" });
  await near.project();
  const actor = await insertTestAccount(db, `${randomUUID()}@example.org`, { coalitionId: at.id, role: "participant" });
  const opened = await openAgenda(deps, actor, at.slug);
  expect(opened.ok && opened.value.overlays.map(({ title }) => title)).toEqual(["Chez les voisins"]);
  expect(opened.ok && [opened.value.mayWrite, opened.value.mayCancel]).toEqual([false, false]);
  expect(await openAgenda(deps, visitor, at.slug)).toMatchObject({ ok: false, refusal: { code: "sign_in_first" } });
  expect(await openAgenda(deps, actor, near.slug)).toMatchObject({ ok: false, refusal: { code: "not_found" } });
});

test("C32 · one's own file has the dates of one's coalitions, for members too, and the tasks one has taken", async () => {
  const at = await coalition();
  const actor = await insertTestAccount(db, `${randomUUID()}@example.org`, { coalitionId: at.id, role: "participant" });
  const me = await db
    .selectFrom("membership")
    .select("id")
    .where("accountId", "=", actor.accountId)
    .executeTakeFirstOrThrow();
  at.add({ title: "Entre membres" });
  at.add({ title: "Ma tâche", kind: "task", due: "2026-11-29", owner: me.id });
  at.add({ title: "Tâche d’une autre personne", kind: "task", due: "2026-11-29" });
  await at.project();
  const elsewhere = await coalition();
  elsewhere.add({ title: "Ailleurs", visibility: "public" });
  await elsewhere.project();
  const read = async (address: string) => {
    const found = await ownFeed(deps, address.replace(/^.*\/|\.ics$/g, ""));
    return found.ok ? (await found.value.read(String)).map(({ title }) => title).sort() : found.refusal.code;
  };
  const made = await makeOwnFeed(deps, actor);
  const address = made.ok ? made.value.address : "";
  expect(await read(address)).toEqual(["Entre membres", "Ma tâche"]);
  const stored = await db.selectFrom("calendarFeed").selectAll().execute();
  expect(JSON.stringify(stored), "the secret itself is nowhere").not.toContain(address.slice(-47, -4));
  // Whoever is out of the coalition sees nothing more of it, though the address stays.
  await db.updateTable("membership").set({ removedAt: now, role: null }).where("id", "=", me.id).execute();
  expect(await read(address)).toEqual([]);
  const again = await makeOwnFeed(deps, actor);
  expect(await read(address), "the one before has ended").toBe("not_found");
  expect(await hasOwnFeed(deps, actor)).toBe(true);
  await endOwnFeed(deps, actor);
  expect(await hasOwnFeed(deps, actor)).toBe(false);
  expect(await read(again.ok ? again.value.address : "")).toBe("not_found");
  expect(await makeOwnFeed(deps, visitor)).toMatchObject({ ok: false, refusal: { code: "sign_in_first" } });
  expect(await ownFeed(deps, "../../etc")).toMatchObject({ ok: false, refusal: { code: "not_found" } });
});

test("C32 · in one's own file stand the rides, the help and the places that one has asked for, anywhere, and nobody else's", async () => {
  const at = await coalition();
  const actor = await insertTestAccount(db, `${randomUUID()}@example.org`, { coalitionId: at.id, role: "participant" });
  const other = await insertTestAccount(db, `${randomUUID()}@example.org`);
  const here = at.add({ title: "Tractage ici", helpers: 3 });
  const task = at.add({ title: "Imprimer", kind: "task", start: null, due: "2026-11-29" });
  await at.project();
  const elsewhere = await coalition();
  const weekly = { freq: "weekly", interval: 1, days: [], on: "day", until: null } as const;
  const series = elsewhere.add({
    title: "Atelier",
    visibility: "public",
    helpers: 2,
    recurrence: { ...weekly, days: [] },
  });
  elsewhere.add({ title: "Pas pour moi", visibility: "public", helpers: 2 });
  await elsewhere.project();
  const departs = new Date("2026-12-12T05:30:00Z");
  const trip = await insertTestTrip(db, { seats: 9, departs, out: ["Lille", "Paris"], back: [] });
  const signUp = (accountId: string, named: Partial<NewSignup> & { coalitionId: string }) =>
    db
      .insertInto("signup")
      .values({ holder: `account:${accountId}`, accountId, party: 1, state: "confirmed", confirmedAt: now, ...named })
      .execute();
  const ride = {
    tripId: trip.tripId,
    coalitionId: trip.coalitionId,
    outboundFrom: trip.out.Lille,
    outboundTo: trip.out.Paris,
  };
  await signUp(actor.accountId, { ...ride, state: "waiting", queueNumber: 1 });
  await signUp(other.accountId, { ...ride, firstName: "Quelqu’un d’autre" });
  await signUp(actor.accountId, { entryId: await at.idOf(here), coalitionId: at.id });
  await signUp(actor.accountId, { entryId: await at.idOf(task), coalitionId: at.id });
  const occurrence = "2026-12-05T10:00";
  await signUp(actor.accountId, { entryId: await elsewhere.idOf(series), coalitionId: elsewhere.id, occurrence });
  const made = await makeOwnFeed(deps, actor);
  const secret = made.ok ? made.value.address.replace(/^.*\/|\.ics$/g, "") : "";
  const read = async () => {
    const found = await ownFeed(deps, secret);
    if (!found.ok) throw new Error(found.refusal.code);
    return { stamp: found.value.stamp, entries: await found.value.read((state) => `[${state}]`) };
  };
  const { stamp, entries } = await read();
  expect(entries.map(({ title, start, place }) => [title, start, place]).sort()).toEqual([
    ["Atelier", occurrence, ""],
    ["Car d’essai, Lille – Paris ([waiting])", departs, "Lille"],
    ["Imprimer", "2026-11-29", ""],
    ["Tractage ici", "2026-11-28T10:00", ""],
  ]);
  expect(entries.find(({ title }) => title === "Tractage ici")?.description).toContain("[confirmed]");
  expect(JSON.stringify(entries)).not.toContain("Quelqu’un d’autre");
  await db
    .updateTable("tripStop")
    .set({ at: new Date("2026-12-12T05:00:00Z") })
    .where("id", "=", trip.out.Lille ?? "")
    .execute();
  expect((await read()).stamp, "another hour is another file").not.toBe(stamp);
});
