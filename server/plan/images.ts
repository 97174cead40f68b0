import { createHash } from "node:crypto";
import { type ImageMeta, imageBytes, imageVolume, keepImage } from "@/db/plan-image";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { uuidSchema } from "@/domain/kernel/uuid-schema";
import { imageLimits } from "@/domain/plan/image";
import { openWorkspace } from "@/server/coalition/workspace";
import type { Deps } from "@/server/deps";
import { drawAnew } from "@/server/draw-anew";

const coalitionVolume = 300 * 1024 * 1024;

/** Keeps an image of a plan, drawn anew. */
export async function addImage(
  { database: { db }, clock }: Deps,
  actor: Actor,
  slug: string,
  sent: Uint8Array,
): Promise<Result<ImageMeta>> {
  const opened = await openWorkspace(db, actor, slug, "member");
  if (!opened.ok) return opened;
  if (actor.kind !== "account") return refuse("sign_in_first");
  if (sent.length === 0 || sent.length > imageLimits.bytes) return refuse("image_too_large");
  const drawn = await drawAnew(sent, { format: "webp", atMost: imageLimits.bytes });
  if (drawn === null) return refuse("image_unreadable");
  const coalitionId = opened.value.coalition.id;
  if ((await imageVolume(db, coalitionId)) + drawn.bytes.length > coalitionVolume) return refuse("images_full");
  return ok(
    await keepImage(db, {
      coalitionId,
      hash: createHash("sha256").update(drawn.bytes).digest("hex"),
      type: "image/webp",
      ...drawn,
      createdBy: actor.accountId,
      createdAt: clock.now(),
    }),
  );
}

/** An image for who has a role in its coalition. */
export async function readImage(
  { database: { db } }: Deps,
  actor: Actor,
  slug: string,
  id: string,
): Promise<Result<{ type: string; bytes: Uint8Array; hash: string }>> {
  const opened = await openWorkspace(db, actor, slug, "participant");
  if (!opened.ok) return opened;
  const image = uuidSchema.safeParse(id).success ? await imageBytes(db, opened.value.coalition.id, id) : undefined;
  return image ? ok(image) : refuse("not_found");
}
