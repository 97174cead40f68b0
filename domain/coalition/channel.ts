import { z } from "zod";
import { emailSchema } from "@/domain/account/email";

/** How else a coalition is reached, in the order in which it is shown. */
export const channelKinds = ["phone", "page", "social", "chat", "list"] as const;
export type ChannelKind = (typeof channelKinds)[number];
export type Channel = { kind: ChannelKind; address: string };

const longest = 300;

/** A page as people type it, `https://` left out or not. Nothing but the web. */
const webSchema = z
  .string()
  .transform((text) => (/^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`))
  .pipe(
    z
      .url({ protocol: /^https?$/, hostname: z.regexes.domain })
      .max(longest)
      // A name before an @ would pass for the site.
      .regex(/^https?:\/\/[^\s<>"@/?#]+([/?#][^\s<>"]*)?$/i),
  );
const phoneSchema = z
  .string()
  .transform((text) => text.replace(/^tel:/i, "").replaceAll(/[ .()/-]/g, ""))
  .pipe(z.string().regex(/^\+?[0-9]{3,15}$/))
  .transform((number) => `tel:${number}`);
const mailSchema = emailSchema.pipe(z.string().regex(/^[^\s<>"]+$/)).transform((address) => `mailto:${address}`);

/** A channel's address as it is stored and linked (`https:`, `mailto:` or `tel:`); null for what is none. */
export function channelAddress(kind: ChannelKind, typed: string): string | null {
  const text = typed.trim();
  const read =
    kind === "phone" ? phoneSchema : kind === "list" && !/^https?:/i.test(text) ? mailSchema.or(webSchema) : webSchema;
  const parsed = read.safeParse(kind === "list" ? text.replace(/^mailto:/i, "") : text);
  return parsed.success && parsed.data.length <= longest ? parsed.data : null;
}

/** As one reads it; a French telephone in pairs. */
export function channelWords(address: string): string {
  if (/^tel:0[0-9]{9}$/.test(address)) return address.slice(4).replaceAll(/(?<=.)(?=(..)+$)/g, " ");
  return address.replace(/^(mailto:|tel:|https?:\/\/(www\.)?)/, "").replace(/\/$/, "");
}
