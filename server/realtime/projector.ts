import type { Logger } from "pino";
import { documentsBehind } from "@/db/document";
import { sheetHeldBackBy } from "@/db/trip";
import type { ProjectDeps } from "@/server/transport/project-sheet";
import { projectDocument } from "./project-document";

export type ProjectorDeps = ProjectDeps & {
  log: Pick<Logger, "warn">;
  /** What else follows the log of a document, whether or not it could be projected. */
  tellHistory(documentId: string): Promise<void>;
  /** How long a document must be quiet before it is projected, and how long at most it may wait for that. */
  quietMs?: number;
  patienceMs?: number;
};

type Waiting = { timer: NodeJS.Timeout; since: number; failures: number };

const retryMs = 1000;
const longestRetryMs = 30_000;

/**
 * Projects documents after their commits, one at a time: it is never in a hurry, and the pages' queries go first. What
 * it has not done when the process ends is done at the next start.
 */
export class Projector {
  readonly #waiting = new Map<string, Waiting>();
  readonly #due = new Map<string, number>();
  readonly #deps: ProjectorDeps;
  #running: Promise<void> | null = null;
  #stopped = false;

  constructor(deps: ProjectorDeps) {
    this.#deps = deps;
  }

  /** Something of this document was committed. */
  onCommitted(documentId: string): void {
    const quiet = this.#deps.quietMs ?? 400;
    const patience = this.#deps.patienceMs ?? 2000;
    const since = this.#waiting.get(documentId)?.since ?? performance.now();
    const left = Math.max(0, since + patience - performance.now());
    this.#wait(documentId, Math.min(quiet, left), since, 0);
  }

  /** A trip's sign-ups or seats changed: its row may have waited for that. */
  async onTrip(tripId: string): Promise<void> {
    const documentId = await sheetHeldBackBy(this.#deps.db, tripId);
    if (documentId) this.onCommitted(documentId);
  }

  /** Projects every document that is behind; resolves when that is done. Call it at start, and when notices were lost. */
  async catchUp(): Promise<void> {
    for (const documentId of await documentsBehind(this.#deps.db)) this.#begin(documentId, 0);
    await this.#running;
  }

  /** Resolves when nothing waits and nothing runs. */
  async idle(): Promise<void> {
    for (const [documentId, { failures }] of this.#waiting) this.#begin(documentId, failures);
    await this.#running;
  }

  /** Ends what runs; what waits is left to the next start. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const { timer } of this.#waiting.values()) clearTimeout(timer);
    this.#waiting.clear();
    this.#due.clear();
    await this.#running;
  }

  #wait(documentId: string, ms: number, since: number, failures: number): void {
    if (this.#stopped) return;
    clearTimeout(this.#waiting.get(documentId)?.timer);
    const timer = setTimeout(() => this.#begin(documentId, failures), ms);
    timer.unref();
    this.#waiting.set(documentId, { timer, since, failures });
  }

  #begin(documentId: string, failures: number): void {
    if (this.#stopped) return;
    clearTimeout(this.#waiting.get(documentId)?.timer);
    this.#waiting.delete(documentId);
    this.#due.set(documentId, failures);
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
    });
  }

  async #run(): Promise<void> {
    for (;;) {
      const [next] = this.#due;
      if (!next) return;
      const [documentId, failures] = next;
      this.#due.delete(documentId);
      try {
        try {
          await projectDocument(this.#deps, documentId);
        } finally {
          await this.#deps.tellHistory(documentId);
        }
      } catch (error) {
        // The database may be away, or somebody removed what a row names: the last good projection stays meanwhile.
        this.#deps.log.warn({ err: error, documentId }, "a document was not projected, and will be tried again");
        this.#wait(documentId, Math.min(retryMs * 2 ** failures, longestRetryMs), performance.now(), failures + 1);
      }
    }
  }
}
