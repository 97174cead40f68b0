import { z } from "zod";
import { emailSchema } from "@/domain/account/email";
import { roleSchema } from "@/domain/kernel/role";

/** How long an invitation by mail can be accepted. */
export const mailDays = 14;
/** How long a link can be used, as its maker chooses. */
export const linkDays = [1, 7, 14, 30] as const;
export const linkUses = { usual: 20, most: 500 } as const;
/** A link passes from hand to hand: whoever coordinates is invited by name. */
export const linkRoles = ["participant", "member"] as const;
export const addressesAtOnce = 20;

/** Why an invitation cannot be accepted any more. */
export type InvitationEnd = "expired" | "revoked" | "used";

export function endOf(
  { expires, revokedAt, uses, usesMost }: { expires: Date; revokedAt: Date | null; uses: number; usesMost: number },
  now: Date,
): InvitationEnd | null {
  if (revokedAt !== null) return "revoked";
  if (uses >= usesMost) return "used";
  return expires <= now ? "expired" : null;
}

/** The addresses in what was typed, parted by commas, semicolons, spaces or lines, each once; and what is none. */
export function readAddresses(text: string): { addresses: string[]; wrong: string[] } {
  const addresses = new Set<string>();
  const wrong: string[] = [];
  for (const word of text.split(/[\s,;]+/).filter((each) => each !== "")) {
    const email = emailSchema.safeParse(word);
    if (email.success) addresses.add(email.data);
    else wrong.push(word);
  }
  return { addresses: [...addresses], wrong };
}

/** Errors are keys of `invitation.field.*`. */
export const byMailSchema = z.object({
  emails: z
    .string()
    .max(10_000)
    .catch("")
    .transform(readAddresses)
    .refine(({ addresses, wrong }) => wrong.length === 0 && addresses.length > 0, { error: "emails" })
    .refine(({ addresses }) => addresses.length <= addressesAtOnce, { error: "emailsMany" })
    .transform(({ addresses }) => addresses),
  role: roleSchema,
});
export const byLinkSchema = z.object({
  label: z
    .string()
    .catch("")
    .transform((text) => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").trim())
    .pipe(z.string().max(80, { error: "label" })),
  role: z.enum(linkRoles),
  days: z.coerce.number().refine((days) => linkDays.some((each) => each === days)),
  uses: z.coerce.number({ error: "uses" }).int({ error: "uses" }).min(1, { error: "uses" }).max(linkUses.most, {
    error: "uses",
  }),
});
