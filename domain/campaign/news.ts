import { z } from "zod";

export const newsLimits = { title: 120, body: 12_000, drafts: 50 } as const;
/** How many are on a page; on the coalition's own page; in a feed. */
export const newsShown = { page: 10, newest: 3, feed: 30 } as const;

/** What a coordinator writes. An error is a key of `news.field.*`. */
export const newsSchema = z.object({
  title: z
    .string({ error: "title" })
    .transform((text) => text.replace(/\s+/gu, " ").trim())
    .pipe(
      z
        .string()
        .min(1, { error: "title" })
        .max(newsLimits.title, { error: "title" })
        .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, { error: "title" }),
    ),
  /** Markdown, read as a presentation is. */
  body: z
    .string({ error: "body" })
    .transform((text) => text.replace(/\r\n?/g, "\n").trim())
    .pipe(
      z
        .string()
        .min(1, { error: "body" })
        .max(newsLimits.body, { error: "body" })
        .refine((text) => !text.includes("\0"), { error: "body" }),
    ),
});

export const newsPath = (slug: string, id: string): string => `/${slug}/nouvelles/${id}`;
