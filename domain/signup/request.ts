import { z } from "zod";
import { emailSchema } from "@/domain/account/email";
import { phoneSchema } from "@/domain/account/phone";

export const maxParty = 5;

// Control characters and line breaks have no place in a name, and would break headers and tables further on.
const oneLine = /^[^\p{Cc}\p{Zl}\p{Zp}]*$/u;

// Bookings made before signing in are found by the same address: it is read in the same way.
export { emailSchema, phoneSchema };
export const firstNameSchema = z
  .string({ error: "firstName" })
  .trim()
  .min(1, { error: "firstName" })
  .max(80, { error: "firstName" })
  .regex(oneLine, { error: "firstName" });
export const partySchema = z.coerce
  .number({ error: "party" })
  .int({ error: "party" })
  .min(1, { error: "party" })
  .max(maxParty, { error: "party" });
/** A tick box: absent when it is not ticked. */
export const consentSchema = z.preprocess(
  (value) => value === "on" || value === "true" || value === true,
  z.literal(true, { error: "consent" }),
);
const ticked = z.preprocess((value) => value === "on" || value === "true" || value === true, z.boolean());
/** What somebody needs to travel: read by who runs the trip, and by nobody else. */
export const accessShape = {
  wheelchair: ticked,
  accessNeed: z
    .string({ error: "accessNeed" })
    .max(2000, { error: "accessNeed" })
    .transform((text) => text.replaceAll(/\s+/g, " ").trim())
    .pipe(z.string().max(300, { error: "accessNeed" }).regex(oneLine, { error: "accessNeed" }))
    .optional(),
};
/** Written in a box of several lines, read as one. */
export const reasonSchema = z
  .string({ error: "reason" })
  .max(2000, { error: "reason" })
  .transform((text) => text.replaceAll(/\s+/g, " ").trim())
  .pipe(z.string().min(3, { error: "reason" }).max(500, { error: "reason" }).regex(oneLine, { error: "reason" }));
/** Six digits; blanks between them are forgiven. */
export const codeSchema = z
  .string({ error: "code" })
  .max(20, { error: "code" })
  .transform((text) => text.replaceAll(/\s/g, ""))
  .pipe(z.string().regex(/^\d{6}$/, { error: "code" }));
/** 32 random bytes as base64url, as our links carry them. */
export const tokenSchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** What a visitor says of themselves. */
export const visitorSchema = z.object({
  firstName: firstNameSchema,
  email: emailSchema,
  phone: phoneSchema,
  consent: consentSchema,
});
export type VisitorRequest = z.infer<typeof visitorSchema>;

/** Names each wrong field once, with the key of its explanation under `signup.field.<key>`. */
export function fieldErrors(error: z.ZodError): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) {
    const name = String(issue.path[0] ?? "form");
    fields[name] ??= issue.message;
  }
  return fields;
}
