import type { Database } from "@/db/client";
import type { Clock } from "@/domain/kernel/clock";

/** What the use cases need from outside. */
export type Deps = { database: Database; clock: Clock };

/**
 * Every use case that pages may call, one namespace per domain. Built once by the composition root and published under
 * a global symbol, since Next's bundle and the server do not share modules.
 */
export function buildServices(deps: Deps) {
  return {
    health: {
      /** Whether the database answers. */
      async ready(): Promise<boolean> {
        await deps.database.db.selectFrom("marker").select("name").limit(1).execute();
        return true;
      },
    },
  };
}

export type Services = ReturnType<typeof buildServices>;

export const servicesKey = Symbol.for("cortege.services");
