/**
 * What this device has written and the server has not yet committed.
 *
 * A change is tied to the sync frame that carried it on the present connection; the server answers with the number of
 * frames it has committed. A state vector could not tell: a deletion leaves it unchanged.
 */
export class AckLedger<Change> {
  /** One entry per local change: the frame that carried it, or null while no connection has. */
  #waiting: { readonly change: Change; frame: number | null }[] = [];
  #sent = 0;
  #acked = 0;

  /** Local changes that the server has not acknowledged, oldest first. */
  get waiting(): readonly Change[] {
    return this.#waiting.map(({ change }) => change);
  }

  /** True when every frame sent on this connection is acknowledged and no change waits for one. */
  get settled(): boolean {
    return this.#waiting.length === 0 && this.#acked >= this.#sent;
  }

  /** A new connection counts from nothing; what the last one did not acknowledge must be carried again. */
  connectionOpened(): void {
    this.#sent = 0;
    this.#acked = 0;
    for (const entry of this.#waiting) entry.frame = null;
  }

  connectionLost(): void {
    this.connectionOpened();
  }

  /** A step 2 carries everything that the document holds, hence every change still waiting. */
  wholeDocumentSent(): void {
    this.#sent += 1;
    for (const entry of this.#waiting) entry.frame ??= this.#sent;
  }

  updateSent(): void {
    this.#sent += 1;
  }

  /** Called after the provider had its chance to send the change. */
  changedHere(change: Change, carriedByLastFrame: boolean): void {
    this.#waiting.push({ change, frame: carriedByLastFrame ? this.#sent : null });
  }

  /** Takes the server's count, and gives the changes that it says are committed. One that goes backwards or beyond what was sent is not believed. */
  acknowledged(count: number): readonly Change[] {
    if (count <= this.#acked || count > this.#sent) return [];
    this.#acked = count;
    const isCommitted = ({ frame }: { frame: number | null }) => frame !== null && frame <= count;
    const committed = this.#waiting.filter(isCommitted).map(({ change }) => change);
    this.#waiting = this.#waiting.filter((entry) => !isCommitted(entry));
    return committed;
  }

  /** Forgets everything: the person chose to discard. */
  discard(): void {
    this.#waiting = [];
  }
}
