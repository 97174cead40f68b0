import type { Database } from "@/db/client";
import type { Clock } from "@/domain/kernel/clock";

/** What the use cases need from outside. */
export type Deps = { database: Database; clock: Clock };
