import type { FileKind } from "@/domain/coalition/material";
import type { Db, Trx } from "./client";

export type MaterialRow = {
  id: string;
  title: string;
  language: string;
  licence: string;
  kind: string;
  size: number;
  hash: string;
  version: number;
  revision: number;
};
const columns = ["id", "title", "language", "licence", "kind", "size", "hash", "version", "revision"] as const;
/** What one row holds of a file, and one answer of the database. */
const pieceBytes = 256 * 1024;

/** In the order that members gave them. */
export async function materialsOf(db: Db, coalitionId: string): Promise<MaterialRow[]> {
  return db
    .selectFrom("material")
    .select(columns)
    .where("coalitionId", "=", coalitionId)
    .orderBy("position")
    .orderBy("id")
    .execute();
}

export async function findMaterial(db: Db, coalitionId: string, id: string): Promise<MaterialRow | undefined> {
  return db
    .selectFrom("material")
    .select(columns)
    .where("coalitionId", "=", coalitionId)
    .where("id", "=", id)
    .executeTakeFirst();
}

/** One at a time for each coalition: its numbers and its order are read and then written. Sign-ups go on meanwhile. */
export async function lockMaterials(trx: Trx, coalitionId: string): Promise<void> {
  await trx.selectFrom("coalition").select("id").where("id", "=", coalitionId).forNoKeyUpdate().execute();
}

type Written = { kind: FileKind; bytes: Uint8Array; hash: string; changedBy: string; changedAt: Date };

export async function insertMaterial(
  trx: Trx,
  { bytes, ...row }: Written & { coalitionId: string; position: number; language: string; licence: string },
): Promise<string> {
  const { id } = await trx
    .insertInto("material")
    .values({ ...row, size: bytes.length })
    .returning("id")
    .executeTakeFirstOrThrow();
  await putPieces(trx, id, bytes);
  return id;
}

/** Another file under the same title: the next version. */
export async function replaceMaterial(trx: Trx, id: string, { bytes, ...row }: Written): Promise<void> {
  await trx
    .updateTable("material")
    .set((eb) => ({ ...row, size: bytes.length, version: eb("version", "+", 1) }))
    .where("id", "=", id)
    .execute();
  await trx.deleteFrom("materialPiece").where("materialId", "=", id).execute();
  await putPieces(trx, id, bytes);
}

async function putPieces(trx: Trx, materialId: string, bytes: Uint8Array): Promise<void> {
  for (let place = 0; place * pieceBytes < bytes.length; place++) {
    const piece = Buffer.from(bytes.subarray(place * pieceBytes, (place + 1) * pieceBytes));
    await trx.insertInto("materialPiece").values({ materialId, place, bytes: piece }).execute();
  }
}

/** A piece of a file, from 0; undefined past the last, and once another version has taken its place. */
export async function materialPiece(
  db: Db,
  file: { id: string; hash: string },
  place: number,
): Promise<Uint8Array | undefined> {
  const row = await db
    .selectFrom("materialPiece")
    .innerJoin("material", "material.id", "materialPiece.materialId")
    .select("bytes")
    .where("material.id", "=", file.id)
    .where("material.hash", "=", file.hash)
    .where("place", "=", place)
    .executeTakeFirst();
  return row?.bytes;
}

export async function describeMaterial(
  trx: Trx,
  id: string,
  said: { title: string; language: string; licence: string; changedBy: string; changedAt: Date },
): Promise<void> {
  await trx
    .updateTable("material")
    .set((eb) => ({ ...said, revision: eb("revision", "+", 1) }))
    .where("id", "=", id)
    .execute();
}

/** By whom and when it was last changed; the name is the roster's. */
export async function lastMaterialChange(db: Db, id: string): Promise<{ by: string | null; at: Date } | undefined> {
  return db
    .selectFrom("material")
    .leftJoin("membership", (join) =>
      join
        .onRef("membership.accountId", "=", "material.changedBy")
        .onRef("membership.coalitionId", "=", "material.coalitionId"),
    )
    .select(["membership.shownName as by", "material.changedAt as at"])
    .where("material.id", "=", id)
    .executeTakeFirst();
}

export async function orderMaterials(trx: Trx, ids: readonly string[]): Promise<void> {
  for (const [position, id] of ids.entries())
    await trx.updateTable("material").set({ position }).where("id", "=", id).execute();
}

export async function deleteMaterial(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom("material").where("id", "=", id).execute();
}
