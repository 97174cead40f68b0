import { z } from "zod";

export const coalitionsPerPage = 20;

export const soonDays = 30;

/** What the address of a list of coalitions may say; anything else counts as not said. */
export const listingSchema = z.object({
  // Control characters are no part of a name, and Postgres refuses NUL.
  q: z
    .string()
    .transform((text) => text.replace(/\p{Cc}/gu, " ").trim())
    .pipe(z.string().max(80))
    .catch("")
    .default(""),
  /** Only coalitions with a seat left. */
  places: z.literal("1").optional().catch(undefined),
  /** Only those that do something within `soonDays`: a trip that leaves, or an action for everybody. */
  bientot: z.literal("1").optional().catch(undefined),
  /** Only one region, by its name; only one département, by its code. */
  region: z
    .string()
    .transform((text) => text.replace(/\p{Cc}/gu, " ").trim())
    .pipe(z.string().min(1).max(60))
    .optional()
    .catch(undefined),
  departement: z
    .string()
    .regex(/^(\d{2,3}|2[AB])$/)
    .optional()
    .catch(undefined),
  page: z.coerce.number().int().min(1).max(1000).catch(1).default(1),
});
export type Listing = z.infer<typeof listingSchema>;

/** The same list's address, without its path. */
export function listingQuery({ page, ...wanted }: Partial<Listing>): string {
  const said = Object.entries(wanted).filter(([, value]) => value);
  return new URLSearchParams([...said, ...(page && page > 1 ? [["page", String(page)]] : [])]).toString();
}

export function isFiltered({ places, bientot, region, departement }: Listing): boolean {
  return [places, bientot, region, departement].some((each) => each !== undefined);
}
