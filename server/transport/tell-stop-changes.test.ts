import { randomUUID } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { noteStopChange } from "@/db/stop-change";
import { insertTestCoalition } from "@/db/testing/coalition";
import { testDatabase } from "@/db/testing/database";
import { toInstant } from "@/domain/kernel/local-time";
import { createVault } from "@/server/crypto";
import { openPayload } from "@/server/mail/enqueue";
import { renderMail } from "@/server/mail/render";
import { tellStopChanges } from "./tell-stop-changes";

const database = await testDatabase();
const { db } = database;
afterAll(() => database.close());
const vault = createVault("a-secret-of-the-tests-which-is-long-enough");
const start = new Date("2026-11-24T12:00:00Z");
const minutes = (count: number) => new Date(start.getTime() + count * 60_000);
const tellAt = (now: Date) => tellStopChanges({ db, vault, clock: { now: () => now } });

const stops = [
  { place: "Lille", at: "2026-12-29T08:30" },
  { place: "Arras", at: "2026-12-29T09:35" },
  { place: "Paris", at: "2026-12-29T12:00" },
].map((stop) => ({ id: randomUUID(), place: stop.place, at: toInstant(stop.at) }));
const [lille, arras, paris] = stops.map((stop) => stop.id);

async function trip(): Promise<{ tripId: string; coalitionId: string }> {
  const [documentId, departureId] = [randomUUID(), randomUUID()];
  const { id: coalitionId } = await insertTestCoalition(db);
  await db.insertInto("document").values({ id: documentId, coalitionId, kind: "sheet" }).execute();
  const hours = { startsAtLocal: "2026-12-29T14:00", endsAtLocal: "2026-12-29T18:00" };
  await db
    .insertInto("departure")
    .values({ id: departureId, title: "Marche", kind: "march", ...hours, place: "Paris" })
    .execute();
  const made = await db
    .insertInto("trip")
    .values({
      documentId,
      coalitionId,
      departureId,
      rowId: randomUUID(),
      mode: "coach",
      title: "Car n° 1",
      seats: 53,
      bookingDeadline: start,
      state: "open",
      publishedAt: start,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  const list = stops.map((stop, position) => ({ tripId: made.id, direction: "outbound", position, ...stop }));
  await db.insertInto("tripStop").values(list).execute();
  return { tripId: made.id, coalitionId };
}

type At = Awaited<ReturnType<typeof trip>>;
type Rider = { from?: string; to?: string; email?: string | null; createdAt?: Date; ended?: boolean; locale?: string };

async function ride(at: At, rider: Rider = {}): Promise<void> {
  await db
    .insertInto("signup")
    .values({
      ...at,
      holder: `person:${randomUUID()}`,
      email: rider.email === undefined ? `${randomUUID()}@example.org` : rider.email,
      firstName: "Participant·e",
      party: 1,
      outboundFrom: rider.from ?? lille ?? null,
      outboundTo: rider.to ?? paris ?? null,
      state: rider.ended ? "cancelled" : "confirmed",
      endedAt: rider.ended ? start : null,
      confirmedAt: start,
      createdAt: rider.createdAt ?? start,
      locale: rider.locale ?? "fr",
    })
    .execute();
}

/** As the projector does: SQL gets the new value, and the change is noted in the same transaction. */
async function moveLille({ tripId }: At, after: { place: string; at: Date }, now: Date): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const before = await trx
      .selectFrom("tripStop")
      .select(["place", "at"])
      .where("tripId", "=", tripId)
      .where("id", "=", lille ?? "")
      .executeTakeFirstOrThrow();
    await noteStopChange(trx, { tripId, stopId: lille ?? "", before, after }, now);
    await trx
      .updateTable("tripStop")
      .set(after)
      .where("tripId", "=", tripId)
      .where("id", "=", lille ?? "")
      .execute();
  });
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

const earlier = { place: "Lille", at: toInstant("2026-12-29T08:20") };

test("T18 · once a change has stood ten minutes, that stop's people get one mail with the old and the new value", async () => {
  const at = await trip();
  await ride(at, { email: "a@example.org" });
  await ride(at, { email: "b@example.org", locale: "en" });
  await ride(at, { email: "elsewhere@example.org", from: arras });
  await ride(at, { email: "gone@example.org", ended: true });
  await ride(at, { email: null });
  await moveLille(at, earlier, start);
  expect(await tellAt(minutes(9))).toBe(0);
  expect(await tellAt(minutes(10))).toBe(2);
  const [french, english] = await takeMails();
  expect(french).toMatchObject({ to: "a@example.org", subject: "Car n° 1\u00a0: votre arrêt a changé" });
  expect(french?.text).toContain("Avant\u00a0: Lille, mardi 29 décembre, 8\u00a0h\u00a030");
  expect(french?.text).toContain("Maintenant\u00a0: Lille, mardi 29 décembre, 8\u00a0h\u00a020");
  expect(english?.text).toContain("Before: Lille, Tuesday");
  expect(await tellAt(minutes(30))).toBe(0);
});

test("T18 · a change that goes on begins to stand anew, and people hear of the value they knew and of the last one", async () => {
  const at = await trip();
  await ride(at);
  await moveLille(at, earlier, start);
  await moveLille(at, { place: "Lille Europe", at: earlier.at }, minutes(8));
  expect(await tellAt(minutes(12))).toBe(0);
  expect(await tellAt(minutes(18))).toBe(1);
  const [mail] = await takeMails();
  expect(mail?.text).toContain("Avant\u00a0: Lille, mardi 29 décembre, 8\u00a0h\u00a030");
  expect(mail?.text).toContain("Maintenant\u00a0: Lille Europe, mardi 29 décembre, 8\u00a0h\u00a020");
});

test("T18 · changed back before, there is no mail; nor to somebody who signed up after the change", async () => {
  const at = await trip();
  await ride(at);
  await moveLille(at, earlier, start);
  await moveLille(at, { place: "Lille", at: toInstant("2026-12-29T08:30") }, minutes(2));
  expect(await tellAt(minutes(20))).toBe(0);
  await moveLille(at, earlier, minutes(20));
  await ride(at, { email: "late@example.org", createdAt: minutes(21) });
  expect(await tellAt(minutes(31))).toBe(1);
  expect((await takeMails()).map((mail) => mail.to)).not.toContain("late@example.org");
});

test("T15 · nobody is mailed about a trip that is removed or cancelled; brought back, its people are", async () => {
  const at = await trip();
  await ride(at);
  await moveLille(at, earlier, start);
  await db.updateTable("trip").set({ removedAt: start }).where("id", "=", at.tripId).execute();
  expect(await tellAt(minutes(20))).toBe(0);
  await db.updateTable("trip").set({ removedAt: null }).where("id", "=", at.tripId).execute();
  expect(await tellAt(minutes(21))).toBe(1);
  await moveLille(at, { place: "Lille Europe", at: earlier.at }, minutes(22));
  await db.updateTable("trip").set({ cancelledAt: start, cancelReason: "panne" }).where("id", "=", at.tripId).execute();
  expect(await tellAt(minutes(60))).toBe(0);
  await takeMails();
});
