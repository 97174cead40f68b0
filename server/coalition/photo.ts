import { createHash } from "node:crypto";
import { findPublishedCoalition } from "@/db/coalition";
import { deletePhoto, lockPart, markPart, photoBytes, putPhoto } from "@/db/coalition-settings";
import { transact } from "@/db/transact";
import { photoLimits } from "@/domain/coalition/settings";
import { slugSchema } from "@/domain/coalition/slug";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import type { Deps } from "@/server/deps";
import { drawAnew } from "@/server/draw-anew";
import { openWorkspace } from "./workspace";

/** Puts the photograph at the head of a coalition's page, in place of the one before; it shows once it is described. */
export async function addPhoto(deps: Deps, actor: Actor, slug: string, sent: Uint8Array): Promise<Result<null>> {
  if (sent.length === 0 || sent.length > photoLimits.bytes) return refuse("image_too_large");
  const drawn = await drawAnew(sent, { format: "webp", atMost: photoLimits.bytes });
  if (drawn === null) return refuse("image_unreadable");
  const hash = createHash("sha256").update(drawn.bytes).digest("hex");
  return changePhoto(deps, actor, slug, (trx, coalitionId) =>
    putPhoto(trx, { coalitionId, hash, ...drawn, createdAt: deps.clock.now() }),
  );
}

export async function removePhoto(deps: Deps, actor: Actor, slug: string): Promise<Result<null>> {
  return changePhoto(deps, actor, slug, deletePhoto);
}

async function changePhoto(
  { database: { db }, clock }: Deps,
  actor: Actor,
  slug: string,
  change: typeof deletePhoto,
): Promise<Result<null>> {
  if (actor.kind !== "account") return refuse("sign_in_first");
  const opened = await openWorkspace(db, actor, slug, "coordinator");
  if (!opened.ok) return opened;
  const { id: coalitionId } = opened.value.coalition;
  return transact(db, async (trx) => {
    await lockPart(trx, coalitionId, "photo");
    await change(trx, coalitionId);
    await markPart(trx, { coalitionId, part: "photo", accountId: actor.accountId, now: clock.now() });
    return ok(null);
  });
}

/** The photograph of a published coalition, for everybody; its coordinators see theirs before it is published. */
export async function readPhoto(
  { database: { db } }: Deps,
  actor: Actor,
  slug: string,
  hash: string,
): Promise<Result<Uint8Array>> {
  if (!slugSchema.safeParse(slug).success || !/^[0-9a-f]{64}$/.test(hash)) return refuse("not_found");
  const published = await findPublishedCoalition(db, slug);
  const opened = published ? null : await openWorkspace(db, actor, slug, "coordinator");
  const id = published?.id ?? (opened?.ok ? opened.value.coalition.id : undefined);
  const bytes = id === undefined ? undefined : await photoBytes(db, id, hash);
  return bytes ? ok(bytes) : refuse("not_found");
}
