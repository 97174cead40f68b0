import { randomUUID } from "node:crypto";
import type { Db } from "@/db/client";
import { insertTestCoalition } from "@/db/testing/coalition";
import { testDatabase } from "@/db/testing/database";
import { storedTrips } from "@/db/trip";
import { addRow, readRow } from "@/domain/transport/sheet";
import { type ProjectDeps, projectSheet } from "./project-sheet";

type Doc = Parameters<typeof addRow>[0];

export type World = {
  coalitionId: string;
  documentId: string;
  ownerId: string;
  doc: Doc;
  deps: ProjectDeps;
  project(): Promise<number>;
};

/** Sheets of coalitions of their own on a real database, two departures to travel to, and a clock that tests move. */
export async function testSheets(newDocument: () => Doc) {
  const database = await testDatabase();
  const { db } = database;
  let now = new Date("2026-11-24T12:00:00Z");
  const clock = { now: () => now, pass: (ms: number) => (now = new Date(now.getTime() + ms)) };
  const offered: string[] = [];
  const departure = randomUUID();
  const later = randomUUID();
  const docs = new Map<string, { doc: Doc; seq: number }>();

  async function world(): Promise<World> {
    const { id: coalitionId } = await insertTestCoalition(db, { publishedAt: clock.now() });
    const documentId = randomUUID();
    await db.insertInto("document").values({ id: documentId, coalitionId, kind: "sheet" }).execute();
    const ownerId = randomUUID();
    await db.insertInto("membership").values({ id: ownerId, coalitionId, name: "Référent·e transports" }).execute();
    const entry = { doc: newDocument(), seq: 1 };
    docs.set(documentId, entry);
    const deps: ProjectDeps = {
      db,
      clock,
      read: async (id, look) => {
        const found = docs.get(id);
        return found ? { value: look(found.doc), seq: found.seq } : null;
      },
      offerNext: async (_trx, tripId) => {
        offered.push(tripId);
      },
    };
    return { coalitionId, documentId, ownerId, doc: entry.doc, deps, project: () => projectSheet(deps, documentId) };
  }

  function addCoach({ doc, ownerId }: World, change: Parameters<typeof addRow>[1] = {}): string {
    const added = addRow(doc, {
      departureId: departure,
      mode: "coach",
      title: "Car n° 1",
      seats: 53,
      organiserSeats: 2,
      bookingDeadline: "2026-12-22T20:00",
      ownerId,
      state: "open",
      outbound: [
        { place: "Lille", at: "2026-12-29T08:30" },
        { place: "Arras", at: "2026-12-29T09:35" },
        { place: "Paris", at: "2026-12-29T12:00" },
      ],
      return: [
        { place: "Paris", at: "2026-12-29T18:45" },
        { place: "Lille", at: "2026-12-29T21:55" },
      ],
      ...change,
    });
    if (!added.ok) throw new Error(added.refusal.code);
    return added.value;
  }

  async function stored({ documentId }: World, rowId: string) {
    return (await storedTrips(db, documentId)).get(rowId);
  }

  async function trip({ documentId }: World, rowId: string) {
    return db
      .selectFrom("trip")
      .selectAll()
      .where("documentId", "=", documentId)
      .where("rowId", "=", rowId)
      .executeTakeFirstOrThrow();
  }

  async function board(
    at: World,
    rowId: string,
    change: { from?: string; to?: string; state?: string } = {},
    within: Db = db,
  ): Promise<string> {
    const { id, coalitionId } = await trip(at, rowId);
    const outbound = readRow(at.doc, rowId)?.outbound ?? [];
    const state = change.state ?? "confirmed";
    const row = await within
      .insertInto("signup")
      .values({
        tripId: id,
        coalitionId,
        holder: `person:${randomUUID()}`,
        firstName: "Participant·e",
        email: `${randomUUID()}@example.org`,
        party: 1,
        outboundFrom: change.from ?? outbound[0]?.id ?? null,
        outboundTo: change.to ?? outbound.at(-1)?.id ?? null,
        state,
        queueNumber: state === "waiting" ? 1 : null,
        confirmedAt: clock.now(),
        createdAt: clock.now(),
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    return row.id;
  }

  async function endSignup(id: string) {
    await db.updateTable("signup").set({ state: "cancelled", endedAt: clock.now() }).where("id", "=", id).execute();
  }

  for (const id of [departure, later]) {
    await db
      .insertInto("departure")
      .values({
        id,
        title: "Marche",
        kind: "march",
        startsAtLocal: "2026-12-29T14:00",
        endsAtLocal: "2026-12-29T18:00",
        place: "Paris",
      })
      .execute();
  }

  return { database, db, clock, docs, offered, departure, later, world, addCoach, stored, trip, board, endSignup };
}
