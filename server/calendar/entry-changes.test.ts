import { randomUUID } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import * as Y from "yjs";
import { storedEntries } from "@/db/agenda";
import { insertTestCoalition } from "@/db/testing/coalition";
import { testDatabase } from "@/db/testing/database";
import {
  addEntry,
  createAgendaUndo,
  type NewEntry,
  setEntry,
  setException,
  setRecurrence,
} from "@/domain/calendar/agenda";
import { changeTimes } from "@/domain/calendar/change-times";
import type { Recurrence } from "@/domain/calendar/recurrence";
import { createVault } from "@/server/crypto";
import { openPayload } from "@/server/mail/enqueue";
import { renderMail } from "@/server/mail/render";
import { projectAgenda } from "./project-agenda";
import { tellEntryChanges } from "./tell-entry-changes";

const database = await testDatabase();
const { db } = database;
afterAll(() => database.close());
const vault = createVault("a-secret-of-the-tests-which-is-long-enough");
const start = new Date("2026-11-24T12:00:00Z");
const today = "2026-11-24";
const minutes = (count: number) => new Date(start.getTime() + count * 60_000);
const weekly: Recurrence = { freq: "weekly", interval: 1, days: [], on: "day", until: null };

/** An agenda whose entries people have signed up for. */
async function setting(fields: NewEntry = {}) {
  const { id: coalitionId } = await insertTestCoalition(db, { publishedAt: start });
  const documentId = randomUUID();
  await db.insertInto("document").values({ id: documentId, coalitionId, kind: "agenda" }).execute();
  const doc = new Y.Doc();
  const undo = createAgendaUndo(doc);
  let seq = 0;
  let now = start;
  const project = async (at: Date) => {
    now = at;
    const read = async <T>(_: string, look: (doc: Y.Doc) => T) => ({ value: look(doc), seq: ++seq });
    await projectAgenda({ db, clock: { now: () => now }, read }, documentId);
  };
  const added = addEntry(doc, {
    title: "Tractage",
    start: "2026-11-28T10:00",
    end: "2026-11-28T12:00",
    place: "Halles",
    helpers: 5,
    visibility: "public",
    ...fields,
  });
  if (!added.ok) throw new Error(added.refusal.code);
  const key = added.value;
  await project(start);
  const stored = async (id = key) => (await storedEntries(db, { documentId, entryIds: [id], removed: true }))[0];
  const first = await stored();
  const help = async (email: string, occurrence: string | null = null, locale = "fr", createdAt = start) =>
    db
      .insertInto("signup")
      .values({
        entryId: first?.id ?? "",
        occurrence,
        coalitionId,
        holder: `email:${email}`,
        email,
        firstName: "Participant·e",
        party: 1,
        state: "confirmed",
        confirmedAt: start,
        createdAt,
        locale,
      })
      .execute();
  const people = async () =>
    (
      await db
        .selectFrom("signup")
        .innerJoin("agendaEntry", "agendaEntry.id", "signup.entryId")
        .select(["signup.email", "signup.occurrence", "agendaEntry.entryId as key"])
        .where("signup.coalitionId", "=", coalitionId)
        .orderBy("signup.email")
        .execute()
    ).map(({ email, occurrence, key: of }) => [email, of, occurrence]);
  const tell = (at: Date) => tellEntryChanges({ db, vault, clock: { now: () => at } });
  return { doc, undo, key, project, stored, help, people, tell, entryId: first?.id ?? "", coalitionId };
}

async function takeMails() {
  const rows = await db.deleteFrom("outbox").returningAll().execute();
  return rows
    .map((row) => {
      const { to, mail } = openPayload(vault, row.payload ?? "");
      return renderMail({ id: row.id, to, locale: row.locale, origin: "https://cortege.example.org", mail });
    })
    .sort((a, b) => (a.to < b.to ? -1 : 1));
}

test("S61 · a date, hours or a place that changed and stood ten minutes are told once, with what was and what is", async () => {
  const at = await setting();
  await at.help("a@example.org");
  await at.help("b@example.org", null, "en");
  setEntry(at.doc, at.key, { start: "2026-11-29T14:00", end: "2026-11-29T16:30" });
  await at.project(minutes(1));
  setEntry(at.doc, at.key, { place: "Mairie" });
  await at.project(minutes(5));
  await at.help("late@example.org", null, "fr", minutes(6));
  expect(await at.tell(minutes(14))).toBe(0);
  expect(await at.tell(minutes(15))).toBe(2);
  const [french, english] = await takeMails();
  expect(french?.subject).toBe("Tractage\u00a0: la date ou le lieu a changé");
  expect(french?.text).toContain("Avant\u00a0: samedi 28 novembre, 10\u00a0h – 12\u00a0h, Halles");
  expect(french?.text).toContain("Maintenant\u00a0: dimanche 29 novembre, 14\u00a0h – 16\u00a0h\u00a030, Mairie");
  expect(english?.text).toContain("Before: Saturday 28 November, 10:00 – 12:00, Halles");
  expect(await at.tell(minutes(60))).toBe(0);
});

test("S61 · changed back before, or no other than in its words: no mail; nor of what is removed or cancelled", async () => {
  const at = await setting();
  await at.help("a@example.org");
  setEntry(at.doc, at.key, { start: "2026-11-28T11:00" });
  await at.project(minutes(1));
  setEntry(at.doc, at.key, { start: "2026-11-28T10:00", helpers: 9 });
  await at.project(minutes(2));
  expect(await at.tell(minutes(30))).toBe(0);
  setEntry(at.doc, at.key, { place: "Mairie" });
  await at.project(minutes(31));
  await db.updateTable("agendaEntry").set({ removedAt: start }).where("id", "=", at.entryId).execute();
  expect(await at.tell(minutes(60))).toBe(0);
  await db.updateTable("agendaEntry").set({ removedAt: null }).where("id", "=", at.entryId).execute();
  expect(await at.tell(minutes(61))).toBe(1);
  await takeMails();
});

test("S61 · of a series, only those of the time that was moved hear of it; called off and back, they hear of what is", async () => {
  const at = await setting({ recurrence: weekly });
  await at.help("fifth@example.org", "2026-12-05T10:00");
  await at.help("twelfth@example.org", "2026-12-12T10:00");
  setException(at.doc, at.key, "2026-12-05T10:00", {
    start: "2026-12-06T15:00",
    end: "2026-12-06T17:00",
    place: "Gare",
  });
  await at.project(minutes(1));
  setException(at.doc, at.key, "2026-12-05T10:00", { cancelled: true });
  await at.project(minutes(2));
  expect(await at.tell(minutes(30))).toBe(0);
  setException(at.doc, at.key, "2026-12-05T10:00", { cancelled: false });
  await at.project(minutes(31));
  expect(await at.tell(minutes(60))).toBe(1);
  const [mail] = await takeMails();
  expect(mail?.to).toBe("fifth@example.org");
  expect(mail?.text).toContain("Avant\u00a0: samedi 5 décembre, 10\u00a0h – 12\u00a0h, Halles");
  expect(mail?.text).toContain("Maintenant\u00a0: dimanche 6 décembre, 15\u00a0h – 17\u00a0h, Gare");
});

test("S62 · a series that changes from one time on: who signed up for a later one goes along, is told, and comes back with « Annuler »", async () => {
  const at = await setting({ recurrence: weekly });
  await at.help("before@example.org", "2026-11-28T10:00");
  await at.help("on@example.org", "2026-12-05T10:00");
  await at.help("later@example.org", "2026-12-19T10:00");
  const organiser = await db
    .insertInto("account")
    .values({ email: "o@example.org", name: "" })
    .returning("id")
    .execute();
  const accountId = organiser[0]?.id ?? "";
  await db.insertInto("entryOrganiser").values({ entryId: at.entryId, accountId }).execute();
  const change = {
    at: "2026-12-05T10:00",
    scope: "following",
    start: "2026-12-06T15:00",
    end: "2026-12-06T17:00",
  } as const;
  const made = changeTimes(at.doc, at.key, change, today);
  if (!made.ok) throw new Error(made.refusal.code);
  await at.project(minutes(1));
  expect(await at.people()).toEqual([
    ["before@example.org", at.key, "2026-11-28T10:00"],
    ["later@example.org", made.value, "2026-12-20T15:00"],
    ["on@example.org", made.value, "2026-12-06T15:00"],
  ]);
  const second = await at.stored(made.value);
  const runs = await db
    .selectFrom("entryOrganiser")
    .selectAll()
    .where("entryId", "=", second?.id ?? "")
    .execute();
  expect(runs.map((row) => row.accountId)).toEqual([accountId]);
  at.undo.undo();
  await at.project(minutes(3));
  expect((await at.people()).map(([, of]) => of)).toEqual([at.key, at.key, at.key]);
  expect(await at.tell(minutes(30))).toBe(0);
  at.undo.redo();
  await at.project(minutes(31));
  expect(await at.tell(minutes(60))).toBe(2);
  const [later, on] = await takeMails();
  expect(later?.text).toContain("Avant\u00a0: samedi 19 décembre, 10\u00a0h – 12\u00a0h, Halles");
  expect(later?.text).toContain("Maintenant\u00a0: dimanche 20 décembre, 15\u00a0h – 17\u00a0h, Halles");
  expect(on?.text).toContain("Maintenant\u00a0: dimanche 6 décembre, 15\u00a0h – 17\u00a0h, Halles");
});

test("S62 · a series that moves as a whole takes its people along; another rule leaves them where they asked", async () => {
  const at = await setting({ recurrence: weekly });
  await at.help("a@example.org", "2026-12-05T10:00");
  changeTimes(
    at.doc,
    at.key,
    { at: "2026-12-05T10:00", scope: "all", start: "2026-12-04T18:00", end: "2026-12-04T20:00" },
    today,
  );
  await at.project(minutes(1));
  expect(await at.people()).toEqual([["a@example.org", at.key, "2026-12-04T18:00"]]);
  setRecurrence(at.doc, at.key, { ...weekly, freq: "monthly" });
  await at.project(minutes(2));
  expect(await at.people()).toEqual([["a@example.org", at.key, "2026-12-04T18:00"]]);
  expect(await at.tell(minutes(30))).toBe(0);
});
