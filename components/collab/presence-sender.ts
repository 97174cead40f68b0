/** Where one is in a document; nulls while nowhere. */
type Position = { readonly rowId: string | null; readonly field: string | null };

/**
 * Sends one's position at most once in `everyMs`: the first at once, of those that follow only the last. Positions are
 * compared, so that standing still sends nothing.
 */
export class PresenceSender {
  readonly #send: (position: Position) => void;
  readonly #everyMs: number;
  #sent: Position | null = null;
  #next: Position | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(send: (position: Position) => void, everyMs = 1000) {
    this.#send = send;
    this.#everyMs = everyMs;
  }

  move(position: Position): void {
    this.#next = position;
    if (this.#timer === undefined) this.#flush();
  }

  destroy(): void {
    clearTimeout(this.#timer);
    this.#next = null;
  }

  #flush(): void {
    this.#timer = undefined;
    const next = this.#next;
    this.#next = null;
    if (next === null || (next.rowId === this.#sent?.rowId && next.field === this.#sent.field)) return;
    this.#sent = next;
    this.#send(next);
    this.#timer = setTimeout(() => this.#flush(), this.#everyMs);
  }
}
