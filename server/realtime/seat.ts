const maxUselessAnswers = 3;

/** A connection's place in a room: its client id, and how far its frames are committed. */
export class Seat {
  clientId: number | null = null;
  /** Only the latest answer to a step 1 is kept waiting. */
  answers = 0;
  #received = 0;
  #acknowledged = 0;
  /** Frames not committed yet; a Set keeps their order. */
  readonly #open = new Set<number>();
  /** Frames that could not be integrated: the next step 2 brings what they held. */
  #held: number[] = [];
  #asked = false;
  #useless = 0;

  /** Numbers a step 2 or update frame. */
  frameArrived(isStep2: boolean): number {
    if (isStep2) this.#asked = false;
    const number = ++this.#received;
    this.#open.add(number);
    return number;
  }

  /** A frame builds on what is not here: whether to ask for it, or to ask no more. */
  frameHeld(number: number, isStep2: boolean): "ask" | "wait" | "hopeless" {
    this.#held.push(number);
    if (isStep2 && ++this.#useless >= maxUselessAnswers) return "hopeless";
    if (this.#asked) return "wait";
    this.#asked = true;
    return "ask";
  }

  /** A frame was taken in; call the answer once all that the document then held is committed. */
  frameTaken(number: number, isStep2: boolean): () => void {
    const settled = [number];
    if (isStep2) {
      settled.push(...this.#held.splice(0));
      this.#useless = 0;
    }
    return () => {
      for (const one of settled) this.#open.delete(one);
    };
  }

  /**
   * How many frames are committed, when that is news. Frames count in order: one that waits holds back those after it,
   * so that the number also says which.
   */
  acknowledge(): number | null {
    const [oldest] = this.#open;
    const count = oldest === undefined ? this.#received : oldest - 1;
    if (count <= this.#acknowledged) return null;
    this.#acknowledged = count;
    return count;
  }
}
