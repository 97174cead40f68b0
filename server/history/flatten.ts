import { z } from "zod";
import { lastFlattening, lockGeneration, startGeneration } from "@/db/document-generation";
import { updatesAfter } from "@/db/document-version";
import { notify } from "@/db/notify";
import { transact } from "@/db/transact";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { Historian } from "./historian";
import { documentFor, type HistoryDeps, storedState } from "./stored-document";

const inputSchema = z.object({ sure: z.literal("on") });
/** How often a document that is typed in may get ahead of its history. */
const attempts = 10;

/**
 * Drops how a document stood before, for good: all versions and its log. What it holds now begins the next generation of
 * the document, without what was deleted in it; devices that have the old one are refused from then on. The history in
 * plain words stays, but for the words that were erased in it.
 */
export async function flatten(
  { database: { db }, clock }: HistoryDeps,
  actor: Actor,
  raw: { coalition?: unknown; document?: unknown; sure?: unknown },
): Promise<Result<void>> {
  const { coalition } = z.object({ coalition: z.string().catch("") }).parse(raw);
  const opened = await documentFor(db, actor, coalition, raw.document, "coordinator");
  if (!opened.ok) return opened;
  if (!inputSchema.safeParse(raw).success) return refuse("invalid", { sure: "sure" });
  const { document, accountId } = opened.value;
  const { documentId, kind, generation } = document;
  const historian = new Historian(db);
  for (let attempt = 1; attempt <= attempts; attempt++) {
    // Its log is about to go, and who changed what is told from there.
    await historian.tell(documentId);
    const outcome = await transact(db, async (trx) => {
      const locked = await lockGeneration(trx, documentId, generation);
      // Somebody else did it a moment ago.
      if (!locked) return "done";
      const untold = await updatesAfter(trx, documentId, generation, { after: locked.historySeq, limit: 1 });
      // Nothing is told from a plan's log but who wrote last.
      if (untold.length > 0 && kind !== "plan") return "behind";
      const { state, seq } = await storedState(trx, document);
      await startGeneration(trx, document, { seq, state: state.encode(), accountId, at: clock.now() });
      await notify(trx, { kind: "document", documentId });
      return "done";
    });
    if (outcome === "done") return ok(undefined);
  }
  return refuse("document_busy");
}

export type Flattening = { at: Date; by: string | null; mine: boolean };

/** When that was last done, and by whom, for who has a role in the coalition; null: never. */
export async function readFlattening(
  { database: { db } }: HistoryDeps,
  actor: Actor,
  slug: string,
  document: string,
): Promise<Result<Flattening | null>> {
  const opened = await documentFor(db, actor, slug, document, "participant");
  if (!opened.ok) return opened;
  const last = await lastFlattening(db, opened.value.document.documentId);
  if (!last) return ok(null);
  const { at, by, accountId } = last;
  return ok({ at, by: accountId === null ? null : by, mine: accountId === opened.value.accountId });
}
