import { z } from "zod";

export const coalitionsPerPage = 20;

/** What the address of the home page may say; anything else counts as not said. */
export const listingSchema = z.object({
  q: z.string().trim().max(80).catch("").default(""),
  page: z.coerce.number().int().min(1).max(1000).catch(1).default(1),
});
export type Listing = z.infer<typeof listingSchema>;
