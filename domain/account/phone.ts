import { z } from "zod";

/** A phone number as people write it; empty for none. The error is a key of `account.field.*`. */
export const phoneSchema = z.preprocess(
  (value) => (typeof value === "string" && value.trim() === "" ? undefined : value),
  z
    .string({ error: "phone" })
    .trim()
    .max(30, { error: "phone" })
    .regex(/^\+?[0-9][0-9 .()/-]{4,28}$/, { error: "phone" })
    .optional(),
);
