import { createHash } from "node:crypto";
import { z } from "zod";
import type { Trx } from "@/db/client";
import { findPublishedCoalition } from "@/db/coalition";
import {
  deleteMaterial,
  describeMaterial,
  findMaterial,
  insertMaterial,
  lastMaterialChange,
  lockMaterials,
  type MaterialRow,
  materialPiece,
  materialsOf,
  orderMaterials,
  replaceMaterial,
} from "@/db/material";
import { transact } from "@/db/transact";
import { fileKind } from "@/domain/coalition/file-kind";
import { type FileKind, fileKinds, materialLimits, materialSchema, mediaTypes } from "@/domain/coalition/material";
import { slugSchema } from "@/domain/coalition/slug";
import type { AccountActor, Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { atLeast } from "@/domain/kernel/role";
import { uuidSchema } from "@/domain/kernel/uuid-schema";
import type { Deps } from "@/server/deps";
import { drawAnew } from "@/server/draw-anew";
import type { SavedPart } from "./settings";
import { openWorkspace } from "./workspace";

/** Posters are larger than what a page shows. */
const longestSide = 5000;
const idSchema = z.object({ coalition: z.string(), material: z.uuid() });
const saidSchema = idSchema.extend({ revision: z.coerce.number().int().min(0).max(1_000_000_000) });
const moveSchema = idSchema.extend({ way: z.enum(["up", "down"]) });

/** The coalition's files, for who has a role in it; those that nobody has described yet, for members. */
export async function listMaterials(
  { database: { db } }: Deps,
  actor: Actor,
  slug: string,
): Promise<Result<{ name: string; mayWrite: boolean; materials: MaterialRow[] }>> {
  const opened = await openWorkspace(db, actor, slug, "participant");
  if (!opened.ok) return opened;
  const { coalition, role } = opened.value;
  const mayWrite = atLeast(role, "member");
  const all = await materialsOf(db, coalition.id);
  return ok({ name: coalition.name, mayWrite, materials: all.filter(({ title }) => mayWrite || title !== "") });
}

/** Takes a file, or the next version of the one that `material` names; answers with its id. */
export async function addMaterial(
  deps: Deps,
  actor: Actor,
  slug: string,
  sent: { bytes: Uint8Array; material?: string },
): Promise<Result<{ id: string; isNew: boolean }>> {
  if (sent.bytes.length === 0 || sent.bytes.length > materialLimits.bytes) return refuse("file_too_large");
  const file = await readFile(sent.bytes);
  if (file === null) return refuse("file_unreadable");
  return change<{ id: string; isNew: boolean }>(deps, actor, slug, async (trx, coalitionId, { accountId }) => {
    const all = await materialsOf(trx, coalitionId);
    const old = sent.material ? all.find(({ id }) => id === sent.material) : undefined;
    if (sent.material && !old) return refuse("not_found");
    const volume = all.reduce((sum, { id, size }) => sum + (id === old?.id ? 0 : size), file.bytes.length);
    if (volume > materialLimits.volume || (!old && all.length >= materialLimits.perCoalition))
      return refuse("files_full");
    const hash = createHash("sha256").update(file.bytes).digest("hex");
    const row = { ...file, hash, changedBy: accountId, changedAt: deps.clock.now() };
    if (old) {
      await replaceMaterial(trx, old.id, row);
      return ok({ id: old.id, isNew: false });
    }
    const id = await insertMaterial(trx, {
      ...row,
      coalitionId,
      language: "fr",
      licence: "cc-by-sa",
      position: all.length,
    });
    await orderMaterials(trx, [...all.map((each) => each.id), id]);
    return ok({ id, isNew: true });
  });
}

/** What the file is, by its content; an image is drawn anew, without the place where it was taken. */
async function readFile(bytes: Uint8Array): Promise<{ kind: FileKind; bytes: Uint8Array } | null> {
  const kind = fileKind(bytes);
  if (kind !== "png" && kind !== "jpeg") return kind && { kind, bytes };
  const drawn = await drawAnew(bytes, { format: kind, atMost: materialLimits.bytes, longest: longestSide });
  return drawn && { kind, bytes: drawn.bytes };
}

/** Says what a file is: from then on the public finds it. */
export async function saveMaterial(deps: Deps, actor: Actor, raw: Record<string, unknown>): Promise<Result<SavedPart>> {
  const sent = saidSchema.safeParse(raw);
  if (!sent.success) return refuse("not_found");
  const said = materialSchema.safeParse(raw);
  if (!said.success)
    return refuse("invalid", Object.fromEntries(said.error.issues.map(({ path, message }) => [path[0], message])));
  const { coalition, material, revision } = sent.data;
  return change<SavedPart>(deps, actor, coalition, async (trx, coalitionId, { accountId }) => {
    const row = await findMaterial(trx, coalitionId, material);
    if (!row) return refuse("not_found");
    if (row.revision !== revision) {
      const last = await lastMaterialChange(trx, row.id);
      const { title, language, licence } = row;
      const at = last?.at ?? deps.clock.now();
      return ok({
        kind: "overtaken",
        by: last?.by ?? null,
        at,
        revision: row.revision,
        values: { title, language, licence },
      });
    }
    await describeMaterial(trx, row.id, { ...said.data, changedBy: accountId, changedAt: deps.clock.now() });
    return ok({ kind: "saved", revision: row.revision + 1, values: said.data });
  });
}

/** One place up or down. */
export async function moveMaterial(deps: Deps, actor: Actor, raw: Record<string, unknown>): Promise<Result<null>> {
  const sent = moveSchema.safeParse(raw);
  if (!sent.success) return refuse("not_found");
  const { coalition, material, way } = sent.data;
  return change(deps, actor, coalition, async (trx, coalitionId) => {
    const ids = (await materialsOf(trx, coalitionId)).map(({ id }) => id);
    const from = ids.indexOf(material);
    if (from === -1) return refuse("not_found");
    const to = Math.max(0, Math.min(ids.length - 1, from + (way === "up" ? -1 : 1)));
    ids.splice(to, 0, ...ids.splice(from, 1));
    await orderMaterials(trx, ids);
    return ok(null);
  });
}

export async function removeMaterial(deps: Deps, actor: Actor, raw: Record<string, unknown>): Promise<Result<null>> {
  const sent = idSchema.safeParse(raw);
  if (!sent.success) return refuse("not_found");
  return change(deps, actor, sent.data.coalition, async (trx, coalitionId) => {
    if (!(await findMaterial(trx, coalitionId, sent.data.material))) return refuse("not_found");
    await deleteMaterial(trx, sent.data.material);
    return ok(null);
  });
}

async function change<T>(
  { database: { db } }: Deps,
  actor: Actor,
  slug: string,
  act: (trx: Trx, coalitionId: string, actor: AccountActor) => Promise<Result<T>>,
): Promise<Result<T>> {
  if (actor.kind !== "account") return refuse("sign_in_first");
  const opened = await openWorkspace(db, actor, slug, "member");
  if (!opened.ok) return opened;
  const { id } = opened.value.coalition;
  return transact(db, async (trx) => {
    await lockMaterials(trx, id);
    return act(trx, id, actor);
  });
}

export type MaterialFile = {
  title: string;
  kind: FileKind;
  type: string;
  size: number;
  hash: string;
  pieces: () => AsyncGenerator<Uint8Array>;
};

/** A file of a published coalition once it is described, for everybody; before, for its members. */
export async function readMaterial(
  { database: { db } }: Deps,
  actor: Actor,
  slug: string,
  id: string,
): Promise<Result<MaterialFile>> {
  if (!slugSchema.safeParse(slug).success || !uuidSchema.safeParse(id).success) return refuse("not_found");
  const published = await findPublishedCoalition(db, slug);
  let row = published && (await findMaterial(db, published.id, id));
  if (!row || row.title === "") {
    const opened = await openWorkspace(db, actor, slug, "member");
    row = opened.ok ? await findMaterial(db, opened.value.coalition.id, id) : undefined;
  }
  const kind = fileKinds.find((each) => each === row?.kind);
  if (!row || !kind) return refuse("not_found");
  const { title, size, hash } = row;
  async function* pieces() {
    for (let place = 0; ; place++) {
      const piece = await materialPiece(db, { id, hash }, place);
      if (!piece) return;
      yield piece;
    }
  }
  return ok({ title, kind, type: mediaTypes[kind], size, hash, pieces });
}
