type Wait = { at: number; run(): void; fail(error: Error): void };

/** The room was given up; the document must be loaded again. */
export class RoomGone extends Error {
  constructor() {
    super("the room was given up");
  }
}

/** What was appended, what of it is committed, and who waits for that. Order is kept: the journal commits in it. */
export class CommitLine {
  #appended = 0;
  #committed = 0;
  #waits: Wait[] = [];

  get isClean(): boolean {
    return this.#appended === this.#committed;
  }

  append(): void {
    this.#appended++;
  }

  /** One more is committed. */
  advance(): void {
    this.#committed++;
    const later = this.#waits.findIndex((wait) => wait.at > this.#committed);
    for (const wait of this.#waits.splice(0, later < 0 ? this.#waits.length : later)) wait.run();
  }

  /** Runs once all that was appended until now is committed: at once when nothing is open. */
  whenCommitted(run: () => void, fail: (error: Error) => void = () => undefined): void {
    if (this.isClean) run();
    else this.#waits.push({ at: this.#appended, run, fail });
  }

  /** Nobody will hear of a commit any more; with `lost`, there will be none either. */
  giveUp(lost: boolean): void {
    if (lost) this.#committed = this.#appended;
    for (const wait of this.#waits.splice(0)) wait.fail(new RoomGone());
  }
}
