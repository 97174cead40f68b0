import { z } from "zod";
import { typedLine, typedLines } from "@/domain/kernel/typed-text";
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

/** What each form brings, by the names of its fields. An error is a key of `settings.field.*`. */
export const partSchemas = {
  words: z.object({
    name: typedLine({ least: 3, most: settingsLimits.name }, "name"),
    description: typedLine({ most: settingsLimits.description }, "description"),
  }),
  presentation: z.object({
    presentation: typedLines({ most: settingsLimits.presentation }, "presentation"),
  }),
  /** One a line; empty lines and those said twice are left out. */
  organisations: z.object({
    organisations: z
      .string({ error: "organisations" })
      .transform((text) => [...new Set(text.split(/\r\n?|\n/).map((each) => each.replace(/\s+/gu, " ").trim()))])
      .transform((lines) => lines.filter((each) => each !== ""))
      .pipe(
        z
          .array(typedLine({ least: 1, most: settingsLimits.organisation }, "organisations"))
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
  photo: z.object({
    alt: typedLine({ least: 1, most: settingsLimits.alt }, "alt"),
    credit: typedLine({ most: settingsLimits.credit }, "credit"),
  }),
} as const;
