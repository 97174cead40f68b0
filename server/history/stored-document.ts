import { inflateRawSync } from "node:zlib";
import { z } from "zod";
import type { Db } from "@/db/client";
import { findDocumentOf } from "@/db/document";
import { stateUpTo, updatesAfter } from "@/db/document-version";
import { AgendaState } from "@/domain/calendar/agenda-state";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import type { Role } from "@/domain/kernel/role";
import type { DocumentKind } from "@/domain/kernel/room-name";
import { PlanState } from "@/domain/plan/plan-state";
import { SheetState } from "@/domain/transport/sheet-state";
import { openWorkspace } from "@/server/coalition/workspace";
import type { Deps } from "@/server/deps";

export type HistoryDeps = Pick<Deps, "database" | "clock">;
/** A document of one generation. */
export type StoredDocument = { documentId: string; kind: DocumentKind; generation: number };

const updatesAtOnce = 500;
/** A coalition has one sheet, one agenda, and plans, each by its id. */
const nameSchema = z.union([z.enum(["sheet", "agenda"]), z.uuid()]);
const states = { sheet: SheetState, agenda: AgendaState, plan: PlanState };

/** The document that a coalition calls so, for who has at least the role `needed` there; anyone else: `not_found`. */
export async function documentFor(
  db: Db,
  actor: Actor,
  slug: string,
  name: unknown,
  needed: Role,
): Promise<Result<{ document: StoredDocument; role: Role; accountId: string }>> {
  const opened = await openWorkspace(db, actor, slug, needed);
  if (!opened.ok) return opened;
  if (actor.kind !== "account") return refuse("sign_in_first");
  const known = nameSchema.safeParse(name);
  const document = known.success ? await findDocumentOf(db, opened.value.coalition.id, known.data) : undefined;
  return document ? ok({ document, role: opened.value.role, accountId: actor.accountId }) : refuse("not_found");
}

/** A document as `encode` gave it, or one that holds nothing yet. */
export function stateOf(kind: DocumentKind, bytes?: Uint8Array) {
  return new states[kind](bytes);
}

/** A document as its log in SQL tells it, up to `seq` or to the end of what is committed. */
export async function storedState(
  db: Db,
  { documentId, kind, generation }: StoredDocument,
  seq = Number.MAX_SAFE_INTEGER,
) {
  const base = await stateUpTo(db, documentId, generation, seq);
  const state = stateOf(kind, base && (base.deflated ? inflateRawSync(base.state) : base.state));
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
