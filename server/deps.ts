import type { Database } from "@/db/client";
import type { Clock } from "@/domain/kernel/clock";
import type { Vault } from "./crypto";
import type { DemoMailbox } from "./mail/demo-mailbox";

/** What the use cases need from outside. */
export type Deps = {
  database: Database;
  clock: Clock;
  vault: Vault;
  /** The configured one: every link is built from it. */
  origin: string;
  /** Null outside the demo. */
  demoMailbox: DemoMailbox | null;
};
