import type { Database, Trx } from "@/db/client";
import { setProjected } from "@/db/document";
import { notify } from "@/db/notify";
import { writeRowWords } from "@/db/sheet-row";
import { noteStopChange } from "@/db/stop-change";
import { transact } from "@/db/transact";
import {
  findSheet,
  insertTrip,
  knownIds,
  lockTrips,
  type Sheet,
  type StoredTrip,
  storedTrips,
  type TripWrite,
  updateTrip,
  writeStops,
} from "@/db/trip";
import { writePrices } from "@/db/trip-price";
import type { Clock } from "@/domain/kernel/clock";
import { toInstant } from "@/domain/kernel/local-time";
import { projectRow, rowsBeyondLimit, seatsAfter } from "@/domain/transport/projection";
import { rowWords } from "@/domain/transport/row-words";
import { directions, type SheetRow } from "@/domain/transport/schema";
import { readAllRows, type SheetDoc } from "@/domain/transport/sheet";

/** More rows in one transaction would keep everyone else waiting on the embedded engine. */
const rowsAtOnce = 25;

export type ProjectDeps = {
  db: Database["db"];
  clock: Clock;
  /** Looks into the committed state of a document; null for an unknown one. `seq` is how far its log goes. */
  read<T>(documentId: string, look: (doc: SheetDoc) => T): Promise<{ value: T; seq: number } | null>;
  /** Seats may have come free: offers them, in the caller's transaction and under its lock. */
  offerNext(trx: Trx, tripId: string): Promise<void>;
  /** Tells whoever keeps the document in memory how far its projection got. */
  projected?(documentId: string, seq: number): void;
};

type Judged = { departures: ReadonlySet<string>; owners: ReadonlySet<string>; beyond: ReadonlySet<string> };

/**
 * Writes to SQL what a transport sheet says, as far as it may go public. Reads the whole sheet, compares, then locks and
 * writes only the trips that differ: after a crash the same call catches up. It touches trips of this document only.
 * Answers with the number of trips written.
 */
export async function projectSheet(deps: ProjectDeps, documentId: string): Promise<number> {
  const { db } = deps;
  const sheet = await findSheet(db, documentId);
  const read = sheet && (await deps.read(documentId, readAllRows));
  if (!sheet || !read) return 0;
  const rows = new Map(read.value.map((row) => [row.id, row]));
  const stored = await storedTrips(db, documentId);
  const judged = {
    ...(await knownIds(db, sheet.coalitionId)),
    beyond: rowsBeyondLimit(read.value, new Set(stored.keys())),
  };
  const wanted = (rowId: string, last: StoredTrip | null) =>
    wantedTrip(sheet, rows.get(rowId) ?? null, rowId, last, judged, deps.clock.now());

  const changed = [...stored.values()]
    .filter((last) => differs(last, wanted(last.rowId, last)))
    .sort((a, b) => (a.tripId < b.tripId ? -1 : 1));
  // Two servers may make the same trips: in one order, so that neither waits for what the other waits for.
  const fresh = [...rows.keys()].filter((rowId) => !stored.has(rowId) && wanted(rowId, null) !== null).sort();

  for (const batch of batches(changed)) {
    await transact(db, async (trx) => {
      const ids = batch.map((last) => last.tripId);
      await lockTrips(trx, ids);
      // What was promised may have changed before the lock: decide again on what holds now.
      const now = await storedTrips(trx, documentId, ids);
      for (const { rowId } of batch) {
        const last = now.get(rowId);
        const write = last && wanted(rowId, last);
        if (last && write && differs(last, write)) await change(trx, deps, last, write);
      }
    });
  }
  for (const batch of batches(fresh)) {
    await transact(db, async (trx) => {
      for (const rowId of batch) {
        const write = wanted(rowId, null);
        const tripId = write && (await insertTrip(trx, write, deps.clock.now()));
        if (!tripId) continue;
        await writeStops(trx, tripId, write.values, deps.clock.now());
        await writePrices(trx, tripId, write.values.prices, deps.clock.now());
        await notify(trx, { kind: "trip", coalitionId: sheet.coalitionId, tripId });
      }
    });
  }
  const said = read.value.filter((row) => !row.removed && row.order !== "" && !judged.beyond.has(row.id));
  await writeRowWords(db, documentId, said.map(rowWords), deps.clock.now());
  await setProjected(db, sheet, read.seq);
  deps.projected?.(documentId, read.seq);
  return changed.length + fresh.length;
}

/** What SQL should hold for a row; null: nothing. */
function wantedTrip(
  sheet: Sheet,
  row: SheetRow | null,
  rowId: string,
  last: StoredTrip | null,
  { departures, owners, beyond }: Judged,
  now: Date,
): TripWrite | null {
  const context = { departures, owners, trip: last?.facts ?? null, beyondLimit: beyond.has(rowId) };
  const { values, heldByBookings } = projectRow(row, context, last?.values ?? null);
  if (!values) return null;
  const inForce = last
    ? seatsAfter(now, last, values.seats)
    : { seats: values.seats, seatsRaisedTo: null, seatsRaisedAt: null };
  const organiserSeats = Math.min(values.organiserSeats, inForce.seats);
  return {
    documentId: sheet.documentId,
    rowId,
    coalitionId: sheet.coalitionId,
    values: { ...values, seats: inForce.seats, organiserSeats },
    seatsRaisedTo: inForce.seatsRaisedTo,
    seatsRaisedAt: inForce.seatsRaisedAt,
    heldBack: heldByBookings || organiserSeats < values.organiserSeats,
  };
}

function differs(last: StoredTrip, write: TripWrite | null): boolean {
  if (!write || last.facts.cancelled) return false;
  return (
    JSON.stringify({ ...last.values, seats: last.seats }) !== JSON.stringify(write.values) ||
    last.seatsRaisedTo !== write.seatsRaisedTo ||
    last.heldBack !== write.heldBack
  );
}

async function change(trx: Trx, deps: ProjectDeps, last: StoredTrip, write: TripWrite): Promise<void> {
  const { tripId } = last;
  const now = deps.clock.now();
  await updateTrip(trx, tripId, write, now);
  if (
    directions.some((direction) => JSON.stringify(last.values[direction]) !== JSON.stringify(write.values[direction]))
  ) {
    await noteBookedStops(trx, last, write, now);
    await writeStops(trx, tripId, write.values, now);
  }
  if (JSON.stringify(last.values.prices) !== JSON.stringify(write.values.prices))
    await writePrices(trx, tripId, write.values.prices, now);
  if (last.facts.waiting > 0) await deps.offerNext(trx, tripId);
  await notify(trx, { kind: "trip", coalitionId: write.coalitionId, tripId });
}

/** Whoever gets on or off at a stop that changed will be told, once the change has stood. */
async function noteBookedStops(trx: Trx, last: StoredTrip, write: TripWrite, now: Date): Promise<void> {
  const before = new Map(last.facts.stops.filter((stop) => stop.booked).map((stop) => [stop.id, stop]));
  for (const stop of directions.flatMap((direction) => write.values[direction])) {
    const known = before.get(stop.id);
    if (!known || (known.place === stop.place && known.at === stop.at)) continue;
    const value = ({ place, at }: { place: string; at: string }) => ({ place, at: toInstant(at) });
    await noteStopChange(trx, { tripId: last.tripId, stopId: stop.id, before: value(known), after: value(stop) }, now);
  }
}

function batches<T>(list: readonly T[]): T[][] {
  const count = Math.ceil(list.length / rowsAtOnce);
  return Array.from({ length: count }, (_, index) => list.slice(index * rowsAtOnce, (index + 1) * rowsAtOnce));
}
