import { z } from "zod";

export const coalitionsPerPage = 20;

export const soonDays = 30;

/** What the address of the home page may say; anything else counts as not said. */
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
  /** Only those from which somebody leaves within `soonDays`. */
  bientot: z.literal("1").optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(1000).catch(1).default(1),
});
export type Listing = z.infer<typeof listingSchema>;
