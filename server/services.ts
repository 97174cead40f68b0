import type { Listing } from "@/domain/coalition/listing";
import { keyDates, listCoalitions, publicCoalition } from "./coalition/read-public";
import type { Deps } from "./deps";
import { tripsAhead } from "./transport/read-trips";

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
    coalition: {
      list: (listing: Listing) => listCoalitions(deps, listing),
      publicPage: (slug: string) => publicCoalition(deps, slug),
      keyDates: () => keyDates(deps),
    },
    transport: {
      tripsAhead: (coalitionIds: readonly string[]) => tripsAhead(deps, coalitionIds),
    },
  };
}

export type Services = ReturnType<typeof buildServices>;

export const servicesKey = Symbol.for("cortege.services");
