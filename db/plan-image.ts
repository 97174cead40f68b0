import type { Db } from "./client";

export type ImageMeta = { id: string; width: number; height: number };
export const imageTypes = ["image/webp", "image/png", "image/jpeg"] as const;
export type ImageType = (typeof imageTypes)[number];

/** Keeps an image once a coalition: the same one again answers with the first. */
export async function keepImage(
  db: Db,
  image: {
    coalitionId: string;
    hash: string;
    type: ImageType;
    width: number;
    height: number;
    bytes: Uint8Array;
    createdBy: string;
    createdAt: Date;
  },
): Promise<ImageMeta> {
  return db
    .insertInto("planImage")
    .values({ ...image, bytes: Buffer.from(image.bytes) })
    .onConflict((conflict) =>
      conflict.columns(["coalitionId", "hash"]).doUpdateSet((eb) => ({ hash: eb.ref("excluded.hash") })),
    )
    .returning(["id", "width", "height"])
    .executeTakeFirstOrThrow();
}

export async function imageBytes(db: Db, coalitionId: string, id: string) {
  return db
    .selectFrom("planImage")
    .select(["type", "bytes", "hash"])
    .where("coalitionId", "=", coalitionId)
    .where("id", "=", id)
    .executeTakeFirst();
}

/** Sizes of these images, so that a page keeps their room before they come. */
export async function imageSizes(db: Db, coalitionId: string, ids: readonly string[]): Promise<ImageMeta[]> {
  if (ids.length === 0) return [];
  return db
    .selectFrom("planImage")
    .select(["id", "width", "height"])
    .where("coalitionId", "=", coalitionId)
    .where("id", "in", ids)
    .execute();
}

/** How much a coalition keeps, in bytes. */
export async function imageVolume(db: Db, coalitionId: string): Promise<number> {
  const row = await db
    .selectFrom("planImage")
    .select((eb) => eb.fn.sum<string>(eb.fn<number>("length", ["bytes"])).as("volume"))
    .where("coalitionId", "=", coalitionId)
    .executeTakeFirst();
  return Number(row?.volume ?? 0);
}
