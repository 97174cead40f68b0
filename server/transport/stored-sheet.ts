import { inflateRawSync } from "node:zlib";
import type { Db } from "@/db/client";
import { stateUpTo, updatesAfter } from "@/db/sheet-version";
import { findSheetOf, type Sheet } from "@/db/trip";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import type { Role } from "@/domain/kernel/role";
import { SheetState } from "@/domain/transport/sheet-state";
import { openWorkspace } from "@/server/coalition/workspace";
import type { Deps } from "@/server/deps";

export type HistoryDeps = Pick<Deps, "database" | "clock">;

const updatesAtOnce = 500;

/** The sheet of a coalition, for who has at least the role `needed` there; anyone else: `not_found`. */
export async function sheetFor(
  db: Db,
  actor: Actor,
  slug: string,
  needed: Role,
): Promise<Result<{ sheet: Sheet; role: Role; accountId: string }>> {
  const opened = await openWorkspace(db, actor, slug, needed);
  if (!opened.ok) return opened;
  if (actor.kind !== "account") return refuse("sign_in_first");
  const sheet = await findSheetOf(db, opened.value.coalition.id);
  return sheet ? ok({ sheet, role: opened.value.role, accountId: actor.accountId }) : refuse("not_found");
}

/** A sheet as its log in SQL tells it, up to `seq` or to the end of what is committed. */
export async function storedSheet(
  db: Db,
  { documentId, generation }: { documentId: string; generation: number },
  seq = Number.MAX_SAFE_INTEGER,
): Promise<{ state: SheetState; seq: number }> {
  const base = await stateUpTo(db, documentId, generation, seq);
  const state = new SheetState(base && (base.deflated ? inflateRawSync(base.state) : base.state));
  let reached = base?.seq ?? 0;
  for (;;) {
    const range = { after: reached, upTo: seq, limit: updatesAtOnce };
    const updates = await updatesAfter(db, documentId, generation, range);
    for (const update of updates) {
      state.apply(update.payload);
      reached = update.seq;
    }
    if (updates.length < updatesAtOnce) return { state, seq: reached };
  }
}
