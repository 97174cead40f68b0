import { z } from "zod";
import { eraseLine } from "@/db/sheet-change";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { type HistoryDeps, sheetFor } from "./stored-sheet";

const inputSchema = z.object({ coalition: z.string(), line: z.coerce.number().int().positive() });

/** Removes the words of a line of history for good; that somebody changed something, and when, stays. */
export async function eraseChange(
  { database: { db }, clock }: HistoryDeps,
  actor: Actor,
  raw: { coalition?: unknown; line?: unknown },
): Promise<Result<void>> {
  const input = inputSchema.safeParse(raw);
  if (!input.success) return refuse("not_found");
  const opened = await sheetFor(db, actor, input.data.coalition, "coordinator");
  if (!opened.ok) return opened;
  const erased = await eraseLine(db, opened.value.sheet.documentId, input.data.line, clock.now());
  return erased ? ok(undefined) : refuse("not_found");
}
