import { isWallClock } from "@/domain/kernel/wall-clock";
import { fieldTable, type SheetRow, sheetLimits } from "./schema";

/** What a row says in words, to be searched; `at`: when it leaves. */
export type RowWords = { rowId: string; title: string; words: string; at: string | null };

const longest = 20_000;
const spoken = fieldTable.flatMap(({ name, kind }) =>
  name !== "title" && (kind === "prose" || kind === "text" || kind === "phone" || kind === "link") ? [name] : [],
);

/** All that somebody wrote in a row, right or wrong. */
export function rowWords(row: SheetRow): RowWords {
  const stops = [...row.outbound, ...row.return];
  const words = [
    ...stops.map(({ place }) => place),
    ...spoken.map((field) => row[field]),
    ...row.prices.map(({ label }) => label),
  ];
  return {
    rowId: row.id,
    title: clip(row.title.trim(), sheetLimits.title),
    words: clip(words.filter(Boolean).join(" · "), longest),
    at: stops.map(({ at }) => at).find(isWallClock) ?? null,
  };
}

/** Never cuts a character of two halves. */
function clip(text: string, length: number): string {
  return text.slice(0, length).replace(/[\uD800-\uDBFF]$/u, "");
}
