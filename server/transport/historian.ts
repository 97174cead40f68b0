import { deflateRawSync } from "node:zlib";
import type { Database } from "@/db/client";
import { advanceHistory, historyPoint, recentLines, type StoredLine, writeLines } from "@/db/sheet-change";
import { keepHour, updatesAfter } from "@/db/sheet-version";
import { addChange, oneLineMs } from "@/domain/transport/change-line";
import { rowChanges } from "@/domain/transport/difference";
import type { SheetState } from "@/domain/transport/sheet-state";
import { storedSheet } from "./stored-sheet";

/** Updates told in one transaction: reading them must not keep the process from its other work. */
const updatesAtOnce = 100;
/** Of one row in one update; nobody's hand changes more, and a flood must not keep the process busy. */
const changesOfRow = 500;
/** Sheets kept in memory between two runs; another one is read again from SQL. */
const sheetsInMemory = 20;
const hourMs = 3_600_000;

type Known = { generation: number; seq: number; state: SheetState; hour: number | null };
type Update = Awaited<ReturnType<typeof updatesAfter>>[number];

/**
 * Tells who changed what. It follows the committed log of a sheet, update by update, each with the account whose
 * connection sent it: authorship comes from there alone, and typing waits for none of this. How far it got moves in the
 * transaction that writes the lines, so that no update is told twice, or never.
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
      let known = await this.#reach(documentId, point);
      const { generation, seq: after } = known;
      const updates = await updatesAfter(this.#db, documentId, generation, { after, limit: updatesAtOnce });
      const [first] = updates;
      if (!first) return;
      // The log before it was dropped for a snapshot: what that holds is told by nobody.
      if (first.seq > after + 1) {
        known = await this.#load(documentId, { generation, seq: first.seq - 1 });
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

  /** The sheet as it stood where the history ends. */
  async #reach(documentId: string, point: { generation: number; seq: number }): Promise<Known> {
    const last = this.#known.get(documentId);
    this.#known.delete(documentId);
    const known =
      last?.generation === point.generation && last.seq === point.seq ? last : await this.#load(documentId, point);
    this.#known.set(documentId, known);
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= sheetsInMemory) break;
      this.#known.delete(oldest);
    }
    return known;
  }

  async #load(documentId: string, point: { generation: number; seq: number }): Promise<Known> {
    const { state } = await storedSheet(this.#db, { documentId, generation: point.generation }, point.seq);
    return { ...point, state, hour: null };
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
    const rowIds = [...new Set(changes.map((change) => change.rowId))];
    const since = new Date(Math.min(...changes.map((change) => change.at.getTime())) - oneLineMs);
    const told = await this.#db.transaction().execute(async (trx) => {
      if (!(await advanceHistory(trx, documentId, { generation, from, to: known.seq }))) return false;
      for (const hour of hours) await keepHour(trx, { documentId, generation, ...hour });
      if (changes.length === 0) return true;
      const lines = new Map<string, StoredLine[]>(rowIds.map((rowId) => [rowId, []]));
      for (const line of await recentLines(trx, documentId, rowIds, since)) lines.get(line.rowId)?.push(line);
      for (const change of changes) addChange(lines.get(change.rowId) ?? [], change);
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
  return changed.flatMap(({ before, after }) =>
    rowChanges(before, after)
      .slice(0, changesOfRow)
      .map((change) => ({ ...change, id: null, accountId, at: committedAt, seq, gone: false })),
  );
}

function hourOf(at: Date): number {
  return Math.floor(at.getTime() / hourMs) * hourMs;
}
