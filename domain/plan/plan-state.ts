import * as Y from "yjs";
import { type PlanRead, readPlan } from "./plan";

/** A plan as its log tells it, followed by somebody who does not write in it. */
export class PlanState {
  readonly #doc = new Y.Doc();

  constructor(state?: Uint8Array) {
    if (state) Y.applyUpdate(this.#doc, state);
  }

  apply(update: Uint8Array): void {
    Y.applyUpdate(this.#doc, update);
  }

  read(): PlanRead {
    return readPlan(this.#doc);
  }

  encode(): Uint8Array {
    return Y.encodeStateAsUpdate(this.#doc);
  }
}
