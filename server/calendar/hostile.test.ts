import { randomUUID } from "node:crypto";
import ICAL from "ical.js";
import { afterAll, expect, test } from "vitest";
import * as Y from "yjs";
import { storedEntries } from "@/db/agenda";
import { insertTestCoalition } from "@/db/testing/coalition";
import { testDatabase } from "@/db/testing/database";
import { addEntry, readAllEntries } from "@/domain/calendar/agenda";
import { itemsOf } from "@/domain/calendar/items";
import { entryFields, entryTexts } from "@/domain/calendar/schema";
import { icsFile } from "@/domain/kernel/ics";
import { createVault } from "@/server/crypto";
import { readFeed } from "./feeds";
import { projectAgenda } from "./project-agenda";
import { dated, publicMonth } from "./read-agenda";

const database = await testDatabase();
const { db } = database;
afterAll(() => database.close());
const now = new Date("2026-11-24T12:00:00Z");
const clock = { now: () => now };

const marks = [
  "",
  "\n",
  "\r\n",
  "\0",
  "\u2028",
  "\u202e",
  "\ud800",
  "\ufeff",
  "\\",
  ";",
  ",",
  ":",
  "'",
  '"',
  "%00",
  "\u001b[31m",
];
const attacks = [
  "<script>alert(1)</script>",
  "</script><img src=x onerror=alert(1)>",
  '"><svg/onload=alert(1)>',
  "javascript:alert(1)",
  "{{constructor.constructor('alert(1)')()}}",
  "END:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:faux",
  "'; drop table agenda_entry; --",
];
const texts = marks.flatMap((mark) => attacks.map((attack) => `${mark}${attack}${mark}`));
const times = [
  "2026-02-30",
  "2026-03-29T02:30",
  "9999-12-31",
  "0000-00-00T00:00",
  "2026-11-28T25:00",
  "-271821-04-20",
  "2026-11-28T10:00:00Z",
  "1e9",
  Number.NaN,
  Number.POSITIVE_INFINITY,
  -1,
  2 ** 53,
];
const deep = JSON.parse(`${"[".repeat(50)}${"]".repeat(50)}`);
const rules = [
  { freq: "weekly", interval: 1e308, days: [], on: "day", until: null },
  { freq: "weekly", interval: 1, days: Array.from({ length: 5000 }, () => 1), on: "day", until: null },
  { freq: "monthly", interval: 1, days: [], on: "last", until: "9999-99-99" },
  { freq: "__proto__", interval: 1 },
  { freq: "monthly", interval: 0.1, days: [8], on: {}, until: [] },
  deep,
  "FREQ=SECONDLY",
  new Uint8Array(200),
];

/** Writes what no page of ours would, as anybody with a socket may. */
function fill(doc: Y.Doc): void {
  const entries = doc.getMap<unknown>("entries");
  const good = () => {
    const added = addEntry(doc, { title: "Bon", start: "2026-11-28T10:00", visibility: "public" });
    if (!added.ok) throw new Error(added.refusal.code);
    const entry = entries.get(added.value);
    if (!(entry instanceof Y.Map)) throw new Error("no entry");
    return entry;
  };
  for (const text of texts) {
    const entry = good();
    for (const field of entryTexts) entry.set(field, new Y.Text(text));
    entry.set("place", text);
    entry.set("address", text);
  }
  const values: unknown[] = [
    ...texts.slice(0, 30),
    ...times,
    ...rules,
    true,
    deep,
    () => new Y.Map(),
    () => new Y.Array(),
    () => new Y.XmlElement("b"),
  ];
  for (const [index, value] of values.entries()) {
    const field = [...entryFields, ...entryTexts, "recurrence", "exceptions", "removed"][index % 18] ?? "title";
    good().set(field, copyOf(value));
    const times = good();
    times.set("start", copyOf(value));
    times.set("end", copyOf(value));
    const series = good();
    series.set("recurrence", rules[index % rules.length]);
    const exceptions = series.get("exceptions");
    if (exceptions instanceof Y.Map) exceptions.set(`${String(texts[index % texts.length])} start`, copyOf(value));
  }
  for (const key of ["__proto__", "constructor", "x", "11111111-1111-4111-8111-11111111111A", ...texts.slice(0, 20)])
    entries.set(key, new Y.Map([["title", "Fausse clé"]]));
  entries.set(randomUUID(), "pas une entrée");
}

/** A type of Yjs stands in one place only: each gets its own. */
function copyOf(value: unknown): unknown {
  return typeof value === "function" ? value() : value;
}

test("C33 · more than a hundred hostile strings and values in the document break neither the projector, nor a page, nor a file", async () => {
  expect(texts.length).toBeGreaterThan(100);
  const { id: coalitionId, slug } = await insertTestCoalition(db, { publishedAt: now });
  const documentId = randomUUID();
  await db.insertInto("document").values({ id: documentId, coalitionId, kind: "agenda" }).execute();
  const author = new Y.Doc();
  fill(author);
  // Over the wire, as an update.
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(author));
  const readable = readAllEntries(doc);
  expect(readable.some(({ title }) => title === "Fausse clé")).toBe(false);
  let seq = 0;
  const deps = { db, clock, read: async <T>(_: string, look: (doc: Y.Doc) => T) => ({ value: look(doc), seq: ++seq }) };
  await projectAgenda(deps, documentId);
  expect(await projectAgenda(deps, documentId), "run again it changes nothing").toBe(0);
  const stored = await storedEntries(db, { documentId });
  expect(stored.length).toBeGreaterThan(100);
  for (const { values } of stored) {
    expect(values.title.length).toBeLessThanOrEqual(200);
    expect(JSON.stringify(values)).not.toContain("\\u0000");
  }
  itemsOf(stored.map(dated), "2020-01-01", "2099-12-31");

  const reading = {
    database,
    clock,
    origin: "https://example.org",
    vault: createVault("a-secret-of-the-tests-which-is-long-enough"),
    demoMailbox: null,
  };
  const month = await publicMonth(reading, slug, "2026-11");
  expect(month.ok && month.value.items.length).toBeGreaterThan(100);
  const feed = await readFeed(reading, { kind: "coalition", slug });
  if (!feed.ok) throw new Error(feed.refusal.code);
  const file = icsFile(feed.value, now);
  const events = new ICAL.Component(ICAL.parse(file)).getAllSubcomponents("vevent");
  expect(events.length).toBe(feed.value.length);
  const names = new Set(events.map((event) => String(event.getFirstPropertyValue("summary"))));
  expect(names.has("faux"), "no line of theirs is a line of the file").toBe(false);
});
