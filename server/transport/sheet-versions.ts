import { deflateRawSync, inflateRawSync } from "node:zlib";
import { z } from "zod";
import { deleteNamed, keepVersion, type VersionKind, versionState, versionsOf } from "@/db/sheet-version";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { atLeast } from "@/domain/kernel/role";
import { uuidSchema } from "@/domain/kernel/uuid-schema";
import type { SheetRow } from "@/domain/transport/schema";
import { SheetState } from "@/domain/transport/sheet-state";
import { type HistoryDeps, sheetFor, storedSheet } from "./stored-sheet";

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
export type VersionContent = {
  /** The sheet as it stands, and as it stood: all rows, the removed ones too. */
  present: SheetRow[];
  past: SheetRow[];
};

/** Hourly ones are bounded by how long they are kept. */
const most = { named: 50, import: 20 };
const nameSchema = z.object({ coalition: z.string(), name: z.string().trim().min(1).max(80) });
const versionSchema = z.object({ coalition: z.string(), version: z.uuid() });

/** How the sheet stood before, the latest first, for who has a role in the coalition. */
export async function listVersions(
  { database: { db } }: HistoryDeps,
  actor: Actor,
  slug: string,
): Promise<Result<Version[]>> {
  const opened = await sheetFor(db, actor, slug, "participant");
  if (!opened.ok) return opened;
  const { sheet, role, accountId } = opened.value;
  const rows = await versionsOf(db, sheet.documentId);
  return ok(
    rows.map(({ id, kind, name, hour, createdAt, accountId: author, by }) => ({
      id,
      kind,
      name,
      at: hour ?? createdAt,
      by: author === null ? null : by,
      mine: author === accountId,
      mayRemove:
        kind === "named" && (atLeast(role, "coordinator") || (atLeast(role, "member") && author === accountId)),
    })),
  );
}

/** A version beside the sheet as it stands. */
export async function readVersion(
  { database: { db } }: HistoryDeps,
  actor: Actor,
  slug: string,
  version: string,
): Promise<Result<VersionContent>> {
  const opened = await sheetFor(db, actor, slug, "participant");
  if (!opened.ok) return opened;
  if (!uuidSchema.safeParse(version).success) return refuse("not_found");
  const { sheet } = opened.value;
  const stored = await versionState(db, sheet.documentId, version);
  if (!stored) return refuse("not_found");
  const { state } = await storedSheet(db, sheet);
  return ok({ present: state.rows(), past: new SheetState(inflateRawSync(stored)).rows() });
}

/** Keeps the sheet as it is committed now, under a name. */
export async function nameVersion(
  deps: HistoryDeps,
  actor: Actor,
  raw: { coalition?: unknown; name?: unknown },
): Promise<Result<string>> {
  const input = nameSchema.safeParse(raw);
  if (!input.success) return refuse("invalid", { name: "required" });
  return keepNow(deps, actor, input.data.coalition, "named", input.data.name);
}

/** Keeps the sheet as it is committed now, since an import is about to change much of it. */
export function keepBeforeImport(deps: HistoryDeps, actor: Actor, slug: string): Promise<Result<string>> {
  return keepNow(deps, actor, slug, "import", null);
}

/** Removes a version that a person named: by that person, or by a coordinator. */
export async function removeVersion(
  { database: { db } }: HistoryDeps,
  actor: Actor,
  raw: { coalition?: unknown; version?: unknown },
): Promise<Result<void>> {
  const input = versionSchema.safeParse(raw);
  if (!input.success) return refuse("not_found");
  const opened = await sheetFor(db, actor, input.data.coalition, "member");
  if (!opened.ok) return opened;
  const { sheet, role, accountId } = opened.value;
  const only = atLeast(role, "coordinator") ? null : accountId;
  const removed = await deleteNamed(db, sheet.documentId, input.data.version, only);
  return removed ? ok(undefined) : refuse("not_found");
}

async function keepNow(
  deps: HistoryDeps,
  actor: Actor,
  slug: string,
  kind: "named" | "import",
  name: string | null,
): Promise<Result<string>> {
  const { database, clock } = deps;
  const { db } = database;
  const opened = await sheetFor(db, actor, slug, "member");
  if (!opened.ok) return opened;
  const { sheet, accountId } = opened.value;
  const { state, seq } = await storedSheet(db, sheet);
  const version = {
    documentId: sheet.documentId,
    generation: sheet.generation,
    seq,
    kind,
    name,
    accountId,
    state: deflateRawSync(state.encode()),
    createdAt: clock.now(),
  };
  const kept = await db.transaction().execute((trx) => keepVersion(trx, version, most[kind]));
  // Flattened a moment ago: what was read is not to be kept.
  if (kept === "over") return keepNow(deps, actor, slug, kind, name);
  return kept === "full" ? refuse("versions_full") : ok(kept.id);
}
