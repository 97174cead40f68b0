import { z } from "zod";

/** What stands at the root beside coalitions, now or as planned: none of them can be a coalition's name. */
export const reservedSlugs: readonly string[] = [
  "agenda",
  "api",
  "boite-demo",
  "collab",
  "confidentialite",
  "connexion",
  "declarer",
  "en",
  "espace",
  "fonts",
  "fr",
  "images",
  "national",
  "reservations",
  "sante",
];

/** A coalition's name in URLs. What does not look like one is never asked of the database. */
export const slugSchema = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .refine((slug) => !reservedSlugs.includes(slug));
