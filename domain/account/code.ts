import { z } from "zod";

/** How long a code and its link hold. */
export const signInMinutes = 10;
export const signInMs = signInMinutes * 60_000;
/** Another mail can be asked for after this time. */
export const resendMs = 30_000;
/** So many wrong codes void a code. */
export const wrongCodesPerMail = 5;
/** So many wrong codes for one address and day, and only the link works. */
export const wrongCodesPerDay = 30;

/** Six digits as people type or paste them: spaces (also hard ones) and dashes are dropped. */
export const codeSchema = z
  .string({ error: "code" })
  .transform((text) => text.replace(/[\s\u2010-\u2015-]/gu, ""))
  .pipe(z.string().regex(/^\d{6}$/, { error: "code" }));
