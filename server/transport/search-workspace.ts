import { z } from "zod";
import { type Found, searchCoalition } from "@/db/search";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result } from "@/domain/kernel/result";
import { excerpt, searchWords } from "@/domain/kernel/search-words";
import { mayEditSheet } from "@/domain/transport/access";
import { openWorkspace } from "@/server/coalition/workspace";
import type { Deps } from "@/server/deps";

export type SearchAnswer = { asked: string; found: Found[]; more: boolean };

const mostFound = 30;
// Control characters are no part of a word, and Postgres refuses NUL.
const askedSchema = z
  .string()
  .transform((text) => text.replace(/\p{Cc}|\p{Surrogate}/gu, " ").trim())
  .pipe(z.string().max(100))
  .catch("");

/** What the coalition's plans, trips and agenda say, and to who writes in the sheet its drafts too, of these words, for who has a role there; anyone else: `not_found`. */
export async function searchWorkspace(
  deps: Pick<Deps, "database">,
  actor: Actor,
  slug: string,
  raw: unknown,
): Promise<Result<SearchAnswer>> {
  const { db } = deps.database;
  const opened = await openWorkspace(db, actor, slug, "participant");
  if (!opened.ok) return opened;
  const asked = askedSchema.parse(raw);
  const words = searchWords(asked);
  const rows = await searchCoalition(db, opened.value.coalition.id, words, {
    drafts: mayEditSheet(opened.value.role),
    limit: mostFound + 1,
  });
  const found = rows.slice(0, mostFound).map((row) => ({ ...row, text: excerpt(row.text, words) }));
  return ok({ asked, found, more: rows.length > mostFound });
}
