import { z } from "zod";

/**
 * An address as it is stored and compared: trimmed, lower case, compatibility forms folded first, so that a look-alike
 * of `@` cannot become one later. The error is a key of `account.field.*`.
 */
export const emailSchema = z
  .string({ error: "email" })
  .transform((text) => text.normalize("NFKC").trim().toLowerCase())
  .pipe(z.email({ error: "email" }).max(254, { error: "email" }));
