import { z } from "zod";
import { type Channel, channelAddress, channelKinds } from "./channel";

/** Parts of a coalition's settings: each is a form of its own, and is saved by itself. */
export const settingsParts = ["words", "presentation", "photo", "organisations", "channels"] as const;
export type SettingsPart = (typeof settingsParts)[number];

export const settingsLimits = {
  name: 100,
  description: 300,
  presentation: 12_000,
  organisations: 40,
  organisation: 100,
  alt: 300,
  credit: 120,
  channels: 12,
} as const;
export const photoLimits = { bytes: 2 * 1024 * 1024 } as const;

/** One line, without what no eye sees. */
const line = (most: number, key: string) =>
  z
    .string({ error: key })
    .transform((text) => text.replace(/\s+/gu, " ").trim())
    .pipe(
      z
        .string()
        .max(most, { error: key })
        .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, { error: key }),
    );
const filled = (most: number, key: string) => line(most, key).pipe(z.string().min(1, { error: key }));

/** What each form brings, by the names of its fields. An error is a key of `settings.field.*`. */
export const partSchemas = {
  words: z.object({
    name: filled(settingsLimits.name, "name").pipe(z.string().min(3, { error: "name" })),
    description: line(settingsLimits.description, "description"),
  }),
  presentation: z.object({
    presentation: z
      .string({ error: "presentation" })
      .transform((text) => text.replace(/\r\n?/g, "\n").trim())
      .pipe(
        z
          .string()
          .max(settingsLimits.presentation, { error: "presentation" })
          .refine((text) => !text.includes("\0"), { error: "presentation" }),
      ),
  }),
  /** One a line; empty lines and those said twice are left out. */
  organisations: z.object({
    organisations: z
      .string({ error: "organisations" })
      .transform((text) => [...new Set(text.split(/\r\n?|\n/).map((each) => each.replace(/\s+/gu, " ").trim()))])
      .transform((lines) => lines.filter((each) => each !== ""))
      .pipe(
        z
          .array(filled(settingsLimits.organisation, "organisations"))
          .max(settingsLimits.organisations, { error: "organisations" }),
      ),
  }),
  /** By kind, one a line. Whoever answers there must have agreed, so the box is ticked each time. */
  channels: z
    .object({
      page: z.string({ error: "page" }),
      social: z.string({ error: "social" }),
      chat: z.string({ error: "chat" }),
      list: z.string({ error: "list" }),
      phone: z.string({ error: "phone" }),
      agreed: z.string().optional(),
    })
    .transform((typed, context) => {
      const channels: Channel[] = [];
      for (const kind of channelKinds)
        for (const text of typed[kind].slice(0, 2000).split(/\r\n?|\n/)) {
          if (text.trim() === "") continue;
          const address = channelAddress(kind, text);
          if (address === null) context.addIssue({ code: "custom", path: [kind], message: kind });
          else if (!channels.some((each) => each.address === address)) channels.push({ kind, address });
        }
      if (channels.length > settingsLimits.channels)
        context.addIssue({ code: "custom", path: ["page"], message: "page" });
      if (channels.length > 0 && typed.agreed !== "yes")
        context.addIssue({ code: "custom", path: ["agreed"], message: "agreed" });
      return { channels };
    }),
  photo: z.object({ alt: filled(settingsLimits.alt, "alt"), credit: line(settingsLimits.credit, "credit") }),
} as const;
