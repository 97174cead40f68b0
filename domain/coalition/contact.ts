import { z } from "zod";
import { emailSchema } from "@/domain/account/email";
import { typedLine, typedLines } from "@/domain/kernel/typed-text";

export const contactLimits = { name: 80, shortest: 10, message: 4000 } as const;
/** How many messages may be written within a day, and by one network within an hour. */
export const contactRates = { networkHour: 6, emailDay: 5, coalitionDay: 100 } as const;
export const contactTiming = { proofMs: 15 * 60_000, confirmMs: 24 * 60 * 60_000 } as const;

/** What the public writes to a coalition. An error is a key of `contactForm.field.*`. */
export const contactSchema = z.object({
  name: typedLine({ least: 1, most: contactLimits.name }, "name"),
  email: emailSchema,
  message: typedLines({ least: contactLimits.shortest, most: contactLimits.message }, "message"),
});
export type ContactMessage = z.infer<typeof contactSchema>;
