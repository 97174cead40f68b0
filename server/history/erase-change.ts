import { z } from "zod";
import { eraseLine } from "@/db/document-change";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { documentFor, type HistoryDeps } from "./stored-document";

const inputSchema = z.object({ coalition: z.string(), document: z.string(), line: z.coerce.number().int().positive() });

/** Removes the words of a line of history for good; that somebody changed something, and when, stays. */
export async function eraseChange(
  { database: { db }, clock }: HistoryDeps,
  actor: Actor,
  raw: { coalition?: unknown; document?: unknown; line?: unknown },
): Promise<Result<void>> {
  const input = inputSchema.safeParse(raw);
  if (!input.success) return refuse("not_found");
  const { coalition, document, line } = input.data;
  const opened = await documentFor(db, actor, coalition, document, "coordinator");
  if (!opened.ok) return opened;
  const erased = await eraseLine(db, opened.value.document.documentId, line, clock.now());
  return erased ? ok(undefined) : refuse("not_found");
}
