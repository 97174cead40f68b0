import { z } from "zod";
import { emailSchema } from "@/domain/account/email";

export const contactLimits = { name: 80, shortest: 10, message: 4000 } as const;
/** How many messages may be written within a day, and by one network within an hour. */
export const contactRates = { networkHour: 6, emailDay: 5, coalitionDay: 100 } as const;
export const contactTiming = { proofMs: 15 * 60_000, confirmMs: 24 * 60 * 60_000 } as const;

/** What the public writes to a coalition. An error is a key of `contactForm.field.*`. */
export const contactSchema = z.object({
  name: z
    .string({ error: "name" })
    .transform((text) => text.replace(/\s+/gu, " ").trim())
    .pipe(
      z
        .string()
        .min(1, { error: "name" })
        .max(contactLimits.name, { error: "name" })
        .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, { error: "name" }),
    ),
  email: emailSchema,
  message: z
    .string({ error: "message" })
    .transform((text) => text.replace(/\r\n?/g, "\n").trim())
    .pipe(
      z
        .string()
        .min(contactLimits.shortest, { error: "message" })
        .max(contactLimits.message, { error: "message" })
        .refine((text) => !text.includes("\0"), { error: "message" }),
    ),
});
export type ContactMessage = z.infer<typeof contactSchema>;
