/**
 * What this page has written and the server has not yet committed.
 *
 * A change is tied to the sync frame that carried it on the present connection; the server answers with the number of
 * frames it has committed. A state vector could not tell: a deletion leaves it unchanged.
 */
export class AckLedger {
  /** One entry per local change: the frame that carried it, or null while no connection has. */
  #frames: Array<number | null> = [];
  #sent = 0;
  #acked = 0;

  /** Local changes that the server has not acknowledged. */
  get unsaved(): number {
    return this.#frames.length;
  }

  /** True when every frame sent on this connection is acknowledged and no change waits for one. */
  get settled(): boolean {
    return this.#frames.length === 0 && this.#acked >= this.#sent;
  }

  /** A new connection counts from nothing; what the last one did not acknowledge must be carried again. */
  connectionOpened(): void {
    this.#sent = 0;
    this.#acked = 0;
    this.#frames = this.#frames.map(() => null);
  }

  connectionLost(): void {
    this.connectionOpened();
  }

  /** A step 2 carries everything that the document holds, hence every change still waiting. */
  wholeDocumentSent(): void {
    this.#sent += 1;
    const frame = this.#sent;
    this.#frames = this.#frames.map((carrier) => carrier ?? frame);
  }

  updateSent(): void {
    this.#sent += 1;
  }

  /** Called after the provider had its chance to send the change. */
  changedHere(carriedByLastFrame: boolean): void {
    this.#frames.push(carriedByLastFrame ? this.#sent : null);
  }

  /** The server's count; one that goes backwards or beyond what was sent is not believed. */
  acknowledged(count: number): void {
    if (count <= this.#acked || count > this.#sent) return;
    this.#acked = count;
    this.#frames = this.#frames.filter((carrier) => carrier === null || carrier > count);
  }

  /** Forgets everything: the person chose to discard. */
  discard(): void {
    this.#frames = [];
  }
}
