import type { Database } from "@/db/client";
import { insertTestCoalition } from "@/db/testing/coalition";
import { insertTestAccount } from "@/db/testing/trip";
import { formatRoomName } from "@/domain/kernel/room-name";
import { addRow } from "@/domain/transport/sheet";
import { sessionCookieName } from "@/server/account/cookies";
import { openSession } from "@/server/account/session";
import { openProvider, whenDoc, whenSynced } from "@/server/realtime/testing/collab-server";
import { serve } from "../serve";

export const tripCount = 300;
const personCount = 40;
const batch = 10;

export type BenchWorld = {
  origin: string;
  /** The page of the sheet, a path. */
  path: string;
  room: string;
  /** Cookie headers of the people who edit. */
  cookies: string[];
  stop(): Promise<void>;
};

/** One coalition whose sheet holds 300 public trips. */
export async function startBenchWorld(): Promise<BenchWorld> {
  return serve(fill);
}

async function fill(database: Database, port: number, origin: string) {
  const { db } = database;
  const coalition = await insertTestCoalition(db, { publishedAt: new Date() });
  const sheet = await db
    .insertInto("document")
    .values({ coalitionId: coalition.id, kind: "sheet" })
    .returning("id")
    .executeTakeFirstOrThrow();
  const departures: string[] = [];
  for (let n = 0; n < 3; n += 1) {
    const departure = await db
      .insertInto("departure")
      .values({
        coalitionId: coalition.id,
        title: "Marche pour le climat",
        kind: "march",
        startsAtLocal: `2027-03-0${n + 5}T14:00`,
        endsAtLocal: `2027-03-0${n + 5}T17:00`,
        place: "Paris",
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    departures.push(departure.id);
  }
  const cookies: string[] = [];
  for (let n = 0; n < personCount; n += 1) {
    const role = { coalitionId: coalition.id, role: n === 0 ? "coordinator" : "member" } as const;
    const { accountId } = await insertTestAccount(db, `mesure-${n}@example.org`, role);
    const { token } = await openSession(db, accountId, new Date());
    cookies.push(`${sessionCookieName(false)}=${token}`);
  }
  const owner = await db
    .selectFrom("membership")
    .select("id")
    .where("coalitionId", "=", coalition.id)
    .executeTakeFirstOrThrow();
  const room = formatRoomName({ kind: "sheet", documentId: sheet.id, generation: 1 });
  const writer = openProvider(port, room, { origin, cookie: cookies[0] ?? "" });
  await whenSynced(writer);
  const seen = openProvider(port, room, { origin, cookie: cookies[1] ?? "" });
  await whenSynced(seen);
  for (let n = 0; n < tripCount; n += batch) {
    writer.doc.transact(() => {
      for (let k = n; k < n + batch; k += 1) addTrip(writer.doc, k, departures[k % 3] ?? "", owner.id);
    });
    await whenDoc(seen.doc, (doc) => doc.getMap("rows").size >= n + batch);
  }
  for (const { doc } of [writer, seen]) doc.destroy();
  for (const provider of [writer, seen]) provider.destroy();
  for (;;) {
    const { n } = await db
      .selectFrom("trip")
      .select((eb) => eb.fn.countAll<number>().as("n"))
      .where("coalitionId", "=", coalition.id)
      .where("publishedAt", "is not", null)
      .executeTakeFirstOrThrow();
    if (Number(n) >= tripCount) break;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return { path: `/espace/${coalition.slug}/trajets`, room, cookies };
}

/** A coach as people describe one: four stops out, two back, three lines of notes. */
function addTrip(doc: Parameters<typeof addRow>[0], n: number, departureId: string, ownerId: string): void {
  const day = `2027-03-0${(n % 3) + 5}`;
  const hour = String(6 + (n % 4)).padStart(2, "0");
  const added = addRow(doc, {
    departureId,
    ownerId,
    mode: n % 4 === 0 ? "train" : "coach",
    title: `Car n° ${n}`,
    seats: 53,
    organiserSeats: 2,
    bookingDeadline: "2027-03-01T20:00",
    state: "open",
    notes:
      "Rendez-vous devant la gare, côté parc. Prévoir un pique-nique, de l’eau et un vêtement chaud pour le retour.",
    outbound: ["Lille", "Arras", "Amiens", "Paris"].map((place, k) => ({ place, at: `${day}T${hour}:${k}5` })),
    return: ["Paris", "Lille"].map((place, k) => ({ place, at: `${day}T${18 + k * 3}:45` })),
  });
  if (!added.ok) throw new Error(added.refusal.code);
}
