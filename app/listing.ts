import { type Listing, soonDays } from "@/domain/coalition/listing";
import { services } from "./services";

/** The coalitions to which a listing is cut down by what only seats can say; undefined for all. */
export async function amongOf({ places, bientot }: Listing): Promise<string[] | undefined> {
  if (places === undefined) return undefined;
  const before = bientot ? new Date(Date.now() + soonDays * 86_400_000) : null;
  return services().transport.coalitionsAhead({ before, withSeats: true });
}
