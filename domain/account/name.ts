import { z } from "zod";

/** What others may call someone, empty for nothing: one line, without control characters. The error is a key of `account.field.*`. */
export const accountNameSchema = z
  .string({ error: "name" })
  .trim()
  .max(80, { error: "name" })
  .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, { error: "name" });
