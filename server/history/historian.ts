import { deflateRawSync } from "node:zlib";
import type { Database } from "@/db/client";
import { advanceHistory, historyPoint, recentLines, type StoredLine, writeLines } from "@/db/document-change";
import { hoursToKeep, keepHour, updatesAfter } from "@/db/document-version";
import { addChange, oneLineMs } from "@/domain/kernel/change-line";
import type { DocumentState } from "@/domain/kernel/thing-state";
import { type StoredDocument, storedState } from "./stored-document";

/** Updates told in one transaction: reading them must not keep the process from its other work. */
const updatesAtOnce = 100;
/** Documents kept in memory between two runs; another one is read again from SQL. */
const documentsInMemory = 20;
const hourMs = 3_600_000;

type Point = NonNullable<Awaited<ReturnType<typeof historyPoint>>>;
type Known = Point & { state: DocumentState; hour: number | null };
type Update = Awaited<ReturnType<typeof updatesAfter>>[number];

/**
 * Tells who changed what. It follows the committed log of a sheet or an agenda, update by update, each with the account whose
 * connection sent it: authorship comes from there alone, and typing waits for none of this. How far it got moves in the
 * transaction that writes the lines, so that no update is told twice, or never. Of a plan it keeps the hours alone: its
 * text is no list of things, and may be long.
 */
export class Historian {
  readonly #db: Database["db"];
  readonly #known = new Map<string, Known>();

  constructor(db: Database["db"]) {
    this.#db = db;
  }

  /** Tells all that is committed until now. Call it after each commit, and at start. */
  async tell(documentId: string): Promise<void> {
    for (;;) {
      const point = await historyPoint(this.#db, documentId);
      if (!point) return;
      if (point.kind === "plan") return this.#keepHours({ documentId, ...point });
      let known = await this.#reach(documentId, point);
      const { generation, seq: after } = known;
      const updates = await updatesAfter(this.#db, documentId, generation, { after, limit: updatesAtOnce });
      const [first] = updates;
      if (!first) return;
      // The log before it was dropped for a snapshot: what that holds is told by nobody.
      if (first.seq > after + 1) {
        known = await this.#load(documentId, { ...point, seq: first.seq - 1 });
        this.#known.set(documentId, known);
      }
      try {
        await this.#write(documentId, point.seq, known, updates);
      } catch (error) {
        // What is in memory has moved on without SQL.
        this.#known.delete(documentId);
        throw error;
      }
    }
  }

  /** The document as it stood where the history ends. */
  async #reach(documentId: string, point: Point): Promise<Known> {
    const last = this.#known.get(documentId);
    this.#known.delete(documentId);
    const known =
      last?.generation === point.generation && last.seq === point.seq ? last : await this.#load(documentId, point);
    this.#known.set(documentId, known);
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= documentsInMemory) break;
      this.#known.delete(oldest);
    }
    return known;
  }

  async #load(documentId: string, point: Point): Promise<Known> {
    const { state } = await storedState(this.#db, { documentId, ...point }, point.seq);
    return { ...point, state, hour: null };
  }

  async #keepHours(document: StoredDocument): Promise<void> {
    const { documentId, generation } = document;
    for (const { hour, first, at } of await hoursToKeep(this.#db, documentId, generation)) {
      const { state } = await storedState(this.#db, document, first - 1);
      if (state.isEmpty) continue;
      const kept = { seq: first - 1, hour, state: deflateRawSync(state.encode()), createdAt: at };
      await this.#db.transaction().execute((trx) => keepHour(trx, { documentId, generation, ...kept }));
    }
  }

  async #write(documentId: string, from: number, known: Known, updates: readonly Update[]): Promise<void> {
    const { generation } = known;
    const hours: { seq: number; hour: Date; state: Uint8Array; createdAt: Date }[] = [];
    const changes: StoredLine[] = [];
    for (const update of updates) {
      const hour = hourOf(update.committedAt);
      if (hour !== known.hour && !known.state.isEmpty) {
        const state = deflateRawSync(known.state.encode());
        hours.push({ seq: known.seq, hour: new Date(hour), state, createdAt: update.committedAt });
      }
      changes.push(...follow(known, update));
    }
    const thingIds = [...new Set(changes.map((change) => change.thingId))];
    const since = new Date(Math.min(...changes.map((change) => change.at.getTime())) - oneLineMs);
    const told = await this.#db.transaction().execute(async (trx) => {
      if (!(await advanceHistory(trx, documentId, { generation, from, to: known.seq }))) return false;
      for (const hour of hours) await keepHour(trx, { documentId, generation, ...hour });
      if (changes.length === 0) return true;
      const lines = new Map<string, StoredLine[]>(thingIds.map((thingId) => [thingId, []]));
      for (const line of await recentLines(trx, documentId, thingIds, since)) lines.get(line.thingId)?.push(line);
      for (const change of changes) addChange(lines.get(change.thingId) ?? [], change);
      await writeLines(trx, { documentId, generation }, [...lines.values()].flat());
      return true;
    });
    // Another process has told them: its end is where to go on from.
    if (!told) this.#known.delete(documentId);
  }
}

/** Applies an update, and says what it changed. What no connection sent (the seed) is nobody's doing. */
function follow(known: Known, { seq, payload, accountId, committedAt }: Update): StoredLine[] {
  const changed = known.state.apply(payload);
  known.seq = seq;
  known.hour = hourOf(committedAt);
  if (accountId === null) return [];
  return changed.map((change) => ({ ...change, id: null, accountId, at: committedAt, seq, gone: false }));
}

function hourOf(at: Date): number {
  return Math.floor(at.getTime() / hourMs) * hourMs;
}
