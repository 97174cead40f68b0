import { z } from "zod";
import { reservedSlugs } from "./reserved-slugs";

/** A coalition's name in URLs. What does not look like one, or is ours, is never asked of the database. */
export const slugSchema = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .refine((slug) => !reservedSlugs.includes(slug));
