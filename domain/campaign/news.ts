import { z } from "zod";
import { typedLine, typedLines } from "@/domain/kernel/typed-text";

export const newsLimits = { title: 120, body: 12_000, drafts: 50 } as const;
/** How many are on a page; on the coalition's own page; in a feed. */
export const newsShown = { page: 10, newest: 3, feed: 30 } as const;

/** What a coordinator writes. An error is a key of `news.field.*`. */
export const newsSchema = z.object({
  title: typedLine({ least: 1, most: newsLimits.title }, "title"),
  /** Markdown, read as a presentation is. */
  body: typedLines({ least: 1, most: newsLimits.body }, "body"),
});

export const newsPath = (slug: string, id: string): string => `/${slug}/nouvelles/${id}`;
