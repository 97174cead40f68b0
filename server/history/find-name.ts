import { inflateRawSync } from "node:zlib";
import { z } from "zod";
import type { Db } from "@/db/client";
import { updatesAfter } from "@/db/document-version";
import {
  type CoalitionDocument,
  documentsTold,
  eraseTold,
  type NamePlace,
  placesOfName,
  snapshotStates,
  versionStates,
} from "@/db/find-name";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { excerpt, searchWords } from "@/domain/kernel/search-words";
import { WrittenWords } from "@/domain/kernel/written-words";
import { openWorkspace } from "@/server/coalition/workspace";
import { flatten } from "./flatten";
import { documentFor, type HistoryDeps, storedState } from "./stored-document";

export type NamedDocument = {
  /** As `documentFor` calls it. */
  document: string;
  kind: CoalitionDocument["kind"];
  title: string;
  /** It holds the name as it stands; else only in how it stood before. */
  now: boolean;
};
export type NameSearch = {
  asked: string;
  places: NamePlace[];
  more: boolean;
  documents: NamedDocument[];
};

const mostFound = 100;
const updatesAtOnce = 500;
// Control characters are no part of a name, and Postgres refuses NUL.
const askedSchema = z
  .string()
  .transform((text) => text.replace(/\p{Cc}|\p{Surrogate}/gu, " ").trim())
  .pipe(z.string().max(100))
  .catch("");

/**
 * Where a name stands in what people of a coalition wrote, for its coordinators: each place in the texts, and each
 * document that holds it, now or in how it stood before.
 */
export async function findName(
  { database: { db } }: HistoryDeps,
  actor: Actor,
  slug: string,
  raw: unknown,
): Promise<Result<NameSearch>> {
  const opened = await openWorkspace(db, actor, slug, "coordinator");
  if (!opened.ok) return opened;
  const asked = askedSchema.parse(raw);
  const words = searchWords(asked);
  if (words.length === 0) return ok({ asked, places: [], more: false, documents: [] });
  const { id } = opened.value.coalition;
  const found = await placesOfName(db, id, words, mostFound + 1);
  const places = found.slice(0, mostFound).map((place) => ({ ...place, text: excerpt(place.text, words) }));
  const documents: NamedDocument[] = [];
  for (const one of await documentsTold(db, id, words)) {
    const now = await holdsNow(db, one, words);
    if (!now && !one.told && !(await heldBefore(db, one, words))) continue;
    const document = one.kind === "plan" ? (one.planId ?? "") : one.kind;
    documents.push({ document, kind: one.kind, title: one.title, now });
  }
  return ok({ asked, places, more: found.length > mostFound, documents });
}

/** As the next generation would begin: what was deleted is not in it, removed rows are. */
async function holdsNow(db: Db, document: CoalitionDocument, words: readonly string[]): Promise<boolean> {
  const { state } = await storedState(db, document);
  const written = new WrittenWords();
  written.add(state.encode());
  return written.holds(words);
}

async function heldBefore(db: Db, document: CoalitionDocument, words: readonly string[]): Promise<boolean> {
  const { documentId, generation } = document;
  const written = new WrittenWords();
  for (const state of await snapshotStates(db, documentId)) written.add(state);
  for (const state of await versionStates(db, documentId)) written.add(inflateRawSync(state));
  for (let after = 0; ; ) {
    const updates = await updatesAfter(db, documentId, generation, { after, limit: updatesAtOnce });
    for (const { payload } of updates) written.add(payload);
    if (updates.length < updatesAtOnce) break;
    after = updates.at(-1)?.seq ?? Number.MAX_SAFE_INTEGER;
  }
  return written.holds(words);
}

/**
 * « Repartir sans l'historique »: the document starts anew without what was deleted in it, and the words that its history
 * and the quotes of its comments tell of the name go too. Devices that have the old one cannot bring it back.
 */
export async function dropName(
  deps: HistoryDeps,
  actor: Actor,
  raw: { coalition?: unknown; document?: unknown; sure?: unknown; name?: unknown },
): Promise<Result<void>> {
  const { db } = deps.database;
  const words = searchWords(askedSchema.parse(raw.name));
  const opened = await documentFor(db, actor, z.string().catch("").parse(raw.coalition), raw.document, "coordinator");
  if (!opened.ok) return opened;
  if (words.length === 0) return refuse("not_found");
  const done = await flatten(deps, actor, raw);
  if (!done.ok) return done;
  const { documentId } = opened.value.document;
  await db.transaction().execute((trx) => eraseTold(trx, documentId, words, deps.clock.now()));
  return ok(undefined);
}
