import * as Y from "yjs";
import type { Change } from "@/domain/kernel/change";
import type { DocumentState } from "@/domain/kernel/thing-state";
import { type PlanRead, readPlan } from "./read-plan";

/** A plan as its log tells it. A text is no list of things: its history is its versions. */
export class PlanState implements DocumentState {
  readonly #doc = new Y.Doc();

  constructor(state?: Uint8Array) {
    if (state) Y.applyUpdate(this.#doc, state);
  }

  get isEmpty(): boolean {
    return this.read().body.length === 0;
  }

  apply(update: Uint8Array): Change[] {
    Y.applyUpdate(this.#doc, update);
    return [];
  }

  read(): PlanRead {
    return readPlan(this.#doc);
  }

  encode(): Uint8Array {
    return Y.encodeStateAsUpdate(this.#doc);
  }
}
