import type { Admission, Decision } from "./access";
import type { Connection } from "./connection";

export type Watched = { connection: Connection; admission: Admission; decideAgain(): Promise<Decision> };

/** So many are asked for at once that a queue at the database's pool stays short. */
const atOnce = 4;

/**
 * Open connections, and whether what they were admitted as still holds. When a notice says that it may not, the
 * connection is not read until that is known; whoever's standing changed is closed and decided upon anew.
 */
export class AccessWatch {
  readonly #watched = new Set<Watched>();
  readonly #queue: (() => Promise<void>)[] = [];
  #running = 0;
  #version = 0;

  /** Changes whenever a notice came: what was decided before may be wrong. */
  get version(): number {
    return this.#version;
  }

  countOf(accountId: string): number {
    let count = 0;
    for (const { admission } of this.#watched) if (admission.standing.accountId === accountId) count++;
    return count;
  }

  add(watched: Watched): () => void {
    this.#watched.add(watched);
    return () => this.#watched.delete(watched);
  }

  connections(): Connection[] {
    return [...this.#watched].map(({ connection }) => connection);
  }

  /** Someone's access changed, in one coalition or (null) anywhere. */
  changed(accountId: string, coalitionId: string | null): void {
    this.#recheck(
      ({ admission }) =>
        admission.standing.accountId === accountId && (coalitionId === null || admission.coalitionId === coalitionId),
    );
  }

  /** A document began a new generation: whoever is in an older one has no place there any more. */
  documentChanged(documentId: string): void {
    this.#recheck(({ admission }) => admission.documentId === documentId);
  }

  /** Notices may have been lost. */
  recheckAll(): void {
    this.#recheck(() => true);
  }

  #recheck(concerns: (watched: Watched) => boolean): void {
    this.#version++;
    for (const watched of [...this.#watched].filter(concerns)) {
      const checked = new Promise<boolean>((resolve) => {
        this.#queue.push(async () => {
          if (watched.connection.hasEnded) resolve(true);
          else resolve(await stillHolds(watched));
        });
      });
      void watched.connection.holdWhile(checked);
    }
    this.#work();
  }

  #work(): void {
    while (this.#running < atOnce) {
      const next = this.#queue.shift();
      if (!next) return;
      this.#running++;
      void next().finally(() => {
        this.#running--;
        this.#work();
      });
    }
  }
}

/** Whom we cannot check does not stay. */
async function stillHolds({ admission, decideAgain }: Watched): Promise<boolean> {
  const decision = await decideAgain().catch(() => null);
  return (
    decision?.kind === "enter" &&
    decision.standing.accountId === admission.standing.accountId &&
    decision.standing.mayWrite === admission.standing.mayWrite
  );
}
