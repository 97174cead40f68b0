import { randomUUID } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { sourcesOf } from "@/db/calendar-source";
import { insertTestCoalition } from "@/db/testing/coalition";
import { testDatabase } from "@/db/testing/database";
import { insertTestAccount } from "@/db/testing/trip";
import { visitor } from "@/domain/kernel/actor";
import { createVault } from "@/server/crypto";
import { openAgenda } from "./open-agenda";
import type { Answer, Network } from "./safe-fetch";
import { addSource, listSources, refreshSources, removeSource } from "./sources";

const database = await testDatabase();
const { db } = database;
afterAll(() => database.close());
let now = new Date("2026-11-24T12:00:00Z");
const clock = { now: () => now };
const vault = createVault("a-secret-of-the-tests-which-is-long-enough");
const deps = { database, clock, vault, origin: "https://cortege.example.org", demoMailbox: null };
const url = "https://agenda.example.org/lille.ics";
const file = (title: string) =>
  `BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART:20261128T100000\r\nSUMMARY:${title}\r\nEND:VEVENT\r\nEND:VCALENDAR`;
const answering = (answer: Partial<Answer>): Network => ({
  resolve: async () => ["93.184.215.14"],
  ask: async () => ({ status: 200, location: null, etag: null, text: null, ...answer }),
});

async function world() {
  const { id, slug } = await insertTestCoalition(db);
  await db.insertInto("document").values({ coalitionId: id, kind: "agenda" }).execute();
  const as = (role: "participant" | "member" | "coordinator") =>
    insertTestAccount(db, `${randomUUID()}@example.org`, { coalitionId: id, role });
  return { id, slug, as };
}

test("C37 · a calendar of elsewhere is added by a coordinator, by its https address, five at most", async () => {
  const at = await world();
  const coordinator = await at.as("coordinator");
  const form = { slug: at.slug, url, title: "Démosphère" };
  for (const actor of [visitor, await at.as("participant"), await at.as("member")])
    expect(await addSource(deps, actor, form)).toMatchObject({ ok: false });
  for (const wrong of [
    "http://agenda.example.org/a.ics",
    "https://127.0.0.1/a.ics",
    "rien",
    "https://a@b.example.org/",
  ])
    expect(await addSource(deps, coordinator, { ...form, url: wrong })).toMatchObject({ ok: false });
  expect(await addSource(deps, coordinator, { ...form, url: url.replace("https:", "webcal:") })).toEqual({
    ok: true,
    value: undefined,
  });
  expect(await addSource(deps, coordinator, form), "it is there already").toMatchObject({ ok: false });
  for (let n = 0; n < 4; n += 1)
    expect(await addSource(deps, coordinator, { ...form, url: `${url}?${n}` })).toMatchObject({ ok: true });
  expect(await addSource(deps, coordinator, { ...form, url: `${url}?5` })).toMatchObject({ ok: false });
  const listed = await listSources(deps, coordinator, at.slug);
  const [first] = listed.ok ? listed.value : [];
  const other = await world();
  const stranger = await other.as("coordinator");
  await removeSource(deps, stranger, { slug: other.slug, id: first?.id });
  expect((await sourcesOf(db, at.id)).length, "not by another coalition's coordinator").toBe(5);
  await removeSource(deps, coordinator, { slug: at.slug, id: first?.id });
  expect((await sourcesOf(db, at.id)).length).toBe(4);
  await db.deleteFrom("calendarSource").execute();
});

test("C37 · it stands beside the agenda; while it cannot be read what was read last stays, and it is asked less often", async () => {
  const at = await world();
  const coordinator = await at.as("coordinator");
  await addSource(deps, coordinator, { slug: at.slug, url, title: "Démosphère" });
  const shown = async () => {
    const opened = await openAgenda(deps, coordinator, at.slug);
    return opened.ok ? opened.value.overlays.map(({ kind, title, town }) => [kind, title, town]) : [];
  };
  const turn = async (answer: Partial<Answer>, minutes: number) => {
    now = new Date(now.getTime() + minutes * 60_000);
    return refreshSources({ db, clock, network: answering(answer) });
  };
  expect(await turn({ text: file("Bal") }, 0)).toBe(1);
  expect(await shown()).toEqual([["source", "Bal", "Démosphère"]]);
  expect(await turn({ text: file("Fête") }, 60), "not its turn yet").toBe(0);
  expect(await turn({ status: 304 }, 200)).toBe(1);
  expect(await turn({ status: 500 }, 241)).toBe(1);
  expect(await turn({ text: "<html>" }, 241)).toBe(1);
  expect(await shown()).toEqual([["source", "Bal", "Démosphère"]]);
  expect((await sourcesOf(db, at.id))[0]?.problem).toBe("unreadable");
  expect(await turn({ text: file("Fête") }, 241), "asked less often").toBe(0);
  expect(await turn({ text: file("Fête") }, 241)).toBe(1);
  expect(await shown()).toEqual([["source", "Fête", "Démosphère"]]);
  expect((await sourcesOf(db, at.id))[0]?.problem).toBeNull();
});
