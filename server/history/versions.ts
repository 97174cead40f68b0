import { deflateRawSync, inflateRawSync } from "node:zlib";
import { z } from "zod";
import { deleteNamed, keepVersion, type VersionKind, versionState, versionsOf } from "@/db/document-version";
import { AgendaState } from "@/domain/calendar/agenda-state";
import type { AgendaEntry } from "@/domain/calendar/schema";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { atLeast } from "@/domain/kernel/role";
import { uuidSchema } from "@/domain/kernel/uuid-schema";
import { PlanState } from "@/domain/plan/plan-state";
import type { PlanRead } from "@/domain/plan/read-plan";
import type { SheetRow } from "@/domain/transport/schema";
import { SheetState } from "@/domain/transport/sheet-state";
import { documentFor, type HistoryDeps, stateOf, storedState } from "./stored-document";

export type Version = {
  id: string;
  kind: VersionKind;
  /** Null unless a person named it. */
  name: string | null;
  at: Date;
  by: string | null;
  mine: boolean;
  mayRemove: boolean;
};
/** A document as it stands, and as it stood: all that is in it, the removed too. A plan is read, not compared. */
export type VersionContent =
  | { of: "sheet"; present: SheetRow[]; past: SheetRow[] }
  | { of: "agenda"; present: AgendaEntry[]; past: AgendaEntry[] }
  | { of: "plan"; past: PlanRead };

/** Hourly ones are bounded by how long they are kept. */
const most = { named: 50, import: 20 };
const nameSchema = z.object({ coalition: z.string(), document: z.string(), name: z.string().trim().min(1).max(80) });
const versionSchema = z.object({ coalition: z.string(), document: z.string(), version: z.uuid() });

/** How a document stood before, the latest first, for who has a role in the coalition. */
export async function listVersions(
  { database: { db } }: HistoryDeps,
  actor: Actor,
  slug: string,
  name: string,
): Promise<Result<Version[]>> {
  const opened = await documentFor(db, actor, slug, name, "participant");
  if (!opened.ok) return opened;
  const { document, role, accountId } = opened.value;
  const rows = await versionsOf(db, document.documentId);
  return ok(
    rows.map(({ id, kind, name: given, hour, createdAt, accountId: author, by }) => ({
      id,
      kind,
      name: given,
      at: hour ?? createdAt,
      by: author === null ? null : by,
      mine: author === accountId,
      mayRemove:
        kind === "named" && (atLeast(role, "coordinator") || (atLeast(role, "member") && author === accountId)),
    })),
  );
}

/** A version beside the document as it stands. */
export async function readVersion(
  { database: { db } }: HistoryDeps,
  actor: Actor,
  slug: string,
  name: string,
  version: string,
): Promise<Result<VersionContent>> {
  const opened = await documentFor(db, actor, slug, name, "participant");
  if (!opened.ok) return opened;
  if (!uuidSchema.safeParse(version).success) return refuse("not_found");
  const { document } = opened.value;
  const stored = await versionState(db, document.documentId, version);
  if (!stored) return refuse("not_found");
  const past = stateOf(document.kind, inflateRawSync(stored));
  if (past instanceof PlanState) return ok({ of: "plan", past: past.read() });
  const { state: present } = await storedState(db, document);
  if (past instanceof SheetState && present instanceof SheetState)
    return ok({ of: "sheet", present: present.things(), past: past.things() });
  if (past instanceof AgendaState && present instanceof AgendaState)
    return ok({ of: "agenda", present: present.things(), past: past.things() });
  throw new Error("a document is of one kind");
}

/** Keeps a document as it is committed now, under a name. */
export async function nameVersion(
  deps: HistoryDeps,
  actor: Actor,
  raw: { coalition?: unknown; document?: unknown; name?: unknown },
): Promise<Result<string>> {
  const input = nameSchema.safeParse(raw);
  if (!input.success) return refuse("invalid", { name: "required" });
  const { coalition, document, name } = input.data;
  return keepNow(deps, actor, coalition, document, { kind: "named", name });
}

/** Keeps a document as it is committed now, since an import is about to change much of it. */
export function keepBeforeImport(
  deps: HistoryDeps,
  actor: Actor,
  slug: string,
  document: string,
): Promise<Result<string>> {
  return keepNow(deps, actor, slug, document, { kind: "import", name: null });
}

/** Removes a version that a person named: by that person, or by a coordinator. */
export async function removeVersion(
  { database: { db } }: HistoryDeps,
  actor: Actor,
  raw: { coalition?: unknown; document?: unknown; version?: unknown },
): Promise<Result<void>> {
  const input = versionSchema.safeParse(raw);
  if (!input.success) return refuse("not_found");
  const opened = await documentFor(db, actor, input.data.coalition, input.data.document, "member");
  if (!opened.ok) return opened;
  const { document, role, accountId } = opened.value;
  const only = atLeast(role, "coordinator") ? null : accountId;
  const removed = await deleteNamed(db, document.documentId, input.data.version, only);
  return removed ? ok(undefined) : refuse("not_found");
}

async function keepNow(
  deps: HistoryDeps,
  actor: Actor,
  slug: string,
  document: string,
  of: { kind: "named" | "import"; name: string | null },
): Promise<Result<string>> {
  const { database, clock } = deps;
  const { db } = database;
  const opened = await documentFor(db, actor, slug, document, "member");
  if (!opened.ok) return opened;
  const { accountId } = opened.value;
  const { documentId, generation } = opened.value.document;
  const { state, seq } = await storedState(db, opened.value.document);
  const version = {
    documentId,
    generation,
    seq,
    ...of,
    accountId,
    state: deflateRawSync(state.encode()),
    createdAt: clock.now(),
  };
  const kept = await db.transaction().execute((trx) => keepVersion(trx, version, most[of.kind]));
  // Flattened a moment ago: what was read is not to be kept.
  if (kept === "over") return keepNow(deps, actor, slug, document, of);
  return kept === "full" ? refuse("versions_full") : ok(kept.id);
}
