import type { Trx } from "@/db/client";
import type { NewEvent } from "@/db/signup-event";
import type { SignupDeps } from "./deps";
import type { BoundKind, Thing } from "./thing";

/** A thing under its lock: whoever holds this is alone with its sign-ups until the transaction ends. */
export type Desk = {
  trx: Trx;
  deps: SignupDeps;
  now: Date;
  thing: Thing;
  kind: BoundKind;
  /** Writes history and remembers that the thing's numbers may have changed. */
  record(...events: Omit<NewEvent, "at">[]): Promise<void>;
  /** Places came free, or the queue gained somebody who may be offered some. */
  freed(): void;
};
