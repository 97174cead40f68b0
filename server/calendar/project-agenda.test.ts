import { randomUUID } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import * as Y from "yjs";
import { cancelEntry, cancelTime, storedEntries } from "@/db/agenda";
import { insertTestCoalition } from "@/db/testing/coalition";
import { testDatabase } from "@/db/testing/database";
import {
  addEntry,
  type NewEntry,
  removeEntry,
  restoreEntry,
  setEntry,
  setEntryText,
  setException,
  setRecurrence,
} from "@/domain/calendar/agenda";
import { icsEntries } from "@/domain/calendar/ics-entry";
import { type ProjectAgendaDeps, projectAgenda } from "./project-agenda";

const database = await testDatabase();
const { db } = database;
afterAll(() => database.close());
const now = new Date("2026-11-24T12:00:00Z");

/** An agenda in memory, projected as a room's would be. */
async function agenda() {
  const { id: coalitionId } = await insertTestCoalition(db);
  const documentId = randomUUID();
  await db.insertInto("document").values({ id: documentId, coalitionId, kind: "agenda" }).execute();
  const person = await db
    .insertInto("membership")
    .values({ coalitionId, name: "Référent·e" })
    .returning("id")
    .executeTakeFirstOrThrow();
  const doc = new Y.Doc();
  let seq = 0;
  const deps: ProjectAgendaDeps = {
    db,
    clock: { now: () => now },
    read: async (id, look) => (id === documentId ? { value: look(doc), seq: ++seq } : null),
  };
  const add = (fields: NewEntry) => {
    const added = addEntry(doc, { title: "Tractage", start: "2026-11-28T10:00", ...fields });
    if (!added.ok) throw new Error(added.refusal.code);
    return added.value;
  };
  const stored = () => storedEntries(db, { documentId, removed: true });
  return {
    coalitionId,
    documentId,
    person: person.id,
    doc,
    deps,
    add,
    stored,
    project: () => projectAgenda(deps, documentId),
  };
}

test("C10 · what the agenda says is in SQL; run again it changes nothing", async () => {
  const at = await agenda();
  const id = at.add({ kind: "leafleting", helpers: 6, lead: at.person, visibility: "public", place: "Halles" });
  setRecurrence(at.doc, id, { freq: "weekly", interval: 1, days: [], on: "day", until: "2026-12-19" });
  setException(at.doc, id, "2026-12-05T10:00", { start: "2027-01-09T10:00", place: "Mairie" });
  setException(at.doc, id, "2026-12-12T10:00", { cancelled: true, end: "demain" });
  at.add({ kind: "task", title: "Imprimer", start: null, due: "2026-11-27", owner: at.person });
  at.add({ title: "" });
  expect(await at.project()).toBe(2);
  expect(await at.project()).toBe(0);
  const [event, task] = await at.stored();
  expect(event).toMatchObject({
    entryId: id,
    publishedAt: now,
    revision: 0,
    values: {
      kind: "leafleting",
      helpers: 6,
      lead: at.person,
      start: "2026-11-28T10:00",
      exceptions: [
        { at: "2026-12-05T10:00", cancelled: false, start: "2027-01-09T10:00", end: "", place: "Mairie" },
        { at: "2026-12-12T10:00", cancelled: true, start: "", end: "", place: "" },
      ],
    },
  });
  expect(task).toMatchObject({ values: { title: "Imprimer", due: "2026-11-27", state: "todo", start: null } });
  const rows = await db
    .selectFrom("agendaEntry")
    .select(["startsAt", "overAt"])
    .where("id", "=", event?.id ?? "")
    .executeTakeFirst();
  expect(rows).toEqual({ startsAt: new Date("2026-11-28T09:00:00Z"), overAt: new Date("2027-01-09T23:00:00Z") });
});

test("C10 · only the entry that changed is written, its number grows, and it is found by its days", async () => {
  const at = await agenda();
  const [one, other] = [at.add({}), at.add({ start: "2026-12-01", title: "Camp", end: "2026-12-04" })];
  await at.project();
  setEntry(at.doc, one, { start: "2026-11-29T10:00" });
  expect(await at.project()).toBe(1);
  expect((await at.stored()).map(({ entryId, revision }) => [entryId, revision])).toEqual([
    [one, 1],
    [other, 0],
  ]);
  const on = async (day: string) =>
    (await storedEntries(db, { coalitionIds: [at.coalitionId], days: { from: day, to: day } })).map(
      ({ values }) => values.title,
    );
  expect([await on("2026-11-28"), await on("2026-11-29"), await on("2026-12-04"), await on("2026-12-05")]).toEqual([
    [],
    ["Tractage"],
    ["Camp"],
    [],
  ]);
});

test("C8 C9 · published with its date; a mistake keeps what stood, a removal and its restoration pass", async () => {
  const at = await agenda();
  const id = at.add({ start: null });
  await at.project();
  expect((await at.stored())[0]?.publishedAt).toBeNull();
  setEntry(at.doc, id, { start: "2026-11-28T10:00" });
  await at.project();
  setEntry(at.doc, id, { start: "samedi", place: "Halles" });
  await at.project();
  expect(await at.stored()).toMatchObject([
    { publishedAt: now, values: { start: "2026-11-28T10:00", place: "Halles" } },
  ]);
  removeEntry(at.doc, id);
  await at.project();
  expect(await storedEntries(db, { coalitionIds: [at.coalitionId] })).toEqual([]);
  expect(await at.stored()).toMatchObject([{ values: { removed: true, title: "Tractage" } }]);
  restoreEntry(at.doc, id);
  await at.project();
  expect(await at.stored()).toMatchObject([{ values: { removed: false } }]);
});

test("C10 · what was cancelled stays as it was; another agenda's entries are not touched", async () => {
  const [at, other] = [await agenda(), await agenda()];
  const id = at.add({});
  // The same key in another document is another entry.
  other.add({ id });
  await at.project();
  await other.project();
  const [row] = await at.stored();
  const cancel = () => db.transaction().execute((trx) => cancelEntry(trx, row?.id ?? "", "Tempête annoncée", now));
  expect([await cancel(), await cancel()]).toEqual([true, false]);
  setEntryText(at.doc, id, "title", "Autre chose");
  removeEntry(at.doc, id);
  await at.project();
  expect(await at.stored()).toMatchObject([
    { cancelReason: "Tempête annoncée", facts: { cancelled: true }, values: { title: "Tractage", removed: false } },
  ]);
  expect(await other.stored()).toMatchObject([{ facts: { cancelled: false }, values: { title: "Tractage" } }]);
});

test("C3 · a hundred hostile texts and shapes: projected or flagged, and the next edit still passes", async () => {
  const at = await agenda();
  const texts = [
    "'; drop table agenda_entry;--",
    "<script>alert(1)</script>",
    "\u202Eabc",
    "a\0b",
    "\uD800",
    "x".repeat(3000),
    "{{7*7}}",
    "=1+1",
  ];
  const entries = at.doc.getMap<unknown>("entries");
  for (let n = 0; n < 104; n++) {
    const text = texts[n % texts.length] ?? "";
    const shape = new Y.Map<unknown>([
      ["title", n % 3 === 0 ? new Y.Text(text) : text],
      ["kind", n % 2 === 0 ? "action" : text],
      ["start", n % 5 === 0 ? text : "2026-11-28T10:00"],
      ["place", text],
      ["notes", text],
      ["lead", text],
      ["helpers", n % 7 === 0 ? Number.POSITIVE_INFINITY : text],
      ["recurrence", n % 2 === 0 ? { freq: text, until: text } : [text]],
      ["exceptions", new Y.Map<unknown>([[`${text.slice(0, 20)} start`, text]])],
    ]);
    entries.set(randomUUID(), shape);
  }
  const good = at.add({ title: "Tient toujours" });
  await at.project();
  expect((await at.stored()).some(({ entryId }) => entryId === good)).toBe(true);
  expect(await at.project()).toBe(0);
});

test("C18 · one time that was cancelled with a reason stays so: the document neither revives it nor writes it anew", async () => {
  const at = await agenda();
  const id = at.add({ recurrence: { freq: "weekly", interval: 1, days: [], on: "day", until: null } });
  setException(at.doc, id, "2026-12-05T10:00", { place: "Mairie" });
  await at.project();
  const [entry] = await at.stored();
  const cancel = (reason: string) =>
    db.transaction().execute((trx) => cancelTime(trx, { id: entry?.id ?? "", at: "2026-12-12T10:00" }, reason, now));
  expect(await cancel("La salle est prise")).toBe(true);
  expect(await cancel("Une autre raison")).toBe(false);
  expect(await at.project()).toBe(0);
  setException(at.doc, id, "2026-12-12T10:00", { cancelled: false, start: "2026-12-13T10:00" });
  setEntryText(at.doc, id, "title", "Tractage du samedi");
  expect(await at.project()).toBe(1);
  expect(await at.project()).toBe(0);
  const [after] = await at.stored();
  expect(after?.values.exceptions).toMatchObject([
    { at: "2026-12-05T10:00", cancelled: false, place: "Mairie" },
    { at: "2026-12-12T10:00", cancelled: true, start: "2026-12-13T10:00", reason: "La salle est prise" },
  ]);
  const file =
    after &&
    icsEntries(after.values, {
      uid: "a@example.org",
      revision: 2,
      changedAt: now,
      cancelled: false,
      url: "https://cortege.example.org/",
    });
  expect(file?.map(({ instead, cancelled }) => [instead, cancelled])).toEqual([
    [undefined, false],
    ["2026-12-05T10:00", false],
    ["2026-12-12T10:00", true],
  ]);
});

test("N11 · what was for members is news on the day that it becomes public, and once more when it was taken back", async () => {
  const at = await agenda();
  const id = at.add({ kind: "action" });
  const days = (n: number) => new Date(now.getTime() + n * 86_400_000);
  const publicSince = async (day: number) => {
    await projectAgenda({ ...at.deps, clock: { now: () => days(day) } }, at.documentId);
    const row = db.selectFrom("agendaEntry").select(["publishedAt", "publicAt"]).where("entryId", "=", id);
    return row.executeTakeFirstOrThrow();
  };
  expect(await publicSince(0)).toEqual({ publishedAt: now, publicAt: null });
  setEntry(at.doc, id, { visibility: "public" });
  expect(await publicSince(20)).toEqual({ publishedAt: now, publicAt: days(20) });
  setEntryText(at.doc, id, "title", "Marche");
  expect(await publicSince(21)).toEqual({ publishedAt: now, publicAt: days(20) });
  setEntry(at.doc, id, { visibility: "members" });
  expect(await publicSince(22)).toEqual({ publishedAt: now, publicAt: null });
  setEntry(at.doc, id, { visibility: "public" });
  expect(await publicSince(23)).toEqual({ publishedAt: now, publicAt: days(23) });
});
