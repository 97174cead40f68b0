import type { SettingsPart } from "@/domain/coalition/settings";
import type { Db, Trx } from "./client";

export type PhotoRow = { hash: string; width: number; height: number; alt: string; credit: string };
/** Who saved a part last; the name is the roster's, null once that person has gone. */
export type PartRow = { revision: number; by: string | null; at: Date | null };

/** Locks a part, for a transaction that reads what stands there and then writes it. */
export async function lockPart(trx: Trx, coalitionId: string, part: SettingsPart): Promise<void> {
  await trx
    .insertInto("coalitionPart")
    .values({ coalitionId, part })
    .onConflict((conflict) => conflict.columns(["coalitionId", "part"]).doNothing())
    .execute();
  await trx
    .selectFrom("coalitionPart")
    .select("part")
    .where("coalitionId", "=", coalitionId)
    .where("part", "=", part)
    .forUpdate()
    .execute();
}

/** The parts that were ever saved. */
export async function partsOf(db: Db, coalitionId: string): Promise<Map<string, PartRow>> {
  const rows = await db
    .selectFrom("coalitionPart")
    .leftJoin("membership", (join) =>
      join
        .onRef("membership.accountId", "=", "coalitionPart.changedBy")
        .onRef("membership.coalitionId", "=", "coalitionPart.coalitionId"),
    )
    .select(["part", "revision", "changedAt as at", "membership.shownName as by"])
    .where("coalitionPart.coalitionId", "=", coalitionId)
    .execute();
  return new Map(rows.map(({ part, ...row }) => [part, row]));
}

export async function markPart(
  trx: Trx,
  part: { coalitionId: string; part: SettingsPart; accountId: string; now: Date },
): Promise<void> {
  await trx
    .updateTable("coalitionPart")
    .set((eb) => ({ revision: eb("revision", "+", 1), changedBy: part.accountId, changedAt: part.now }))
    .where("coalitionId", "=", part.coalitionId)
    .where("part", "=", part.part)
    .execute();
}

/** What the forms show: the coalition's own words. */
export async function settingsOf(db: Db, coalitionId: string) {
  return db
    .selectFrom("coalition")
    .select(["name", "description", "presentation", "organisations"])
    .where("id", "=", coalitionId)
    .executeTakeFirstOrThrow();
}

export async function updateSettings(
  trx: Trx,
  coalitionId: string,
  values: { name?: string; description?: string; presentation?: string; organisations?: string[] },
): Promise<void> {
  await trx.updateTable("coalition").set(values).where("id", "=", coalitionId).execute();
}

export async function photoOf(db: Db, coalitionId: string): Promise<PhotoRow | undefined> {
  return db
    .selectFrom("coalitionPhoto")
    .select(["hash", "width", "height", "alt", "credit"])
    .where("coalitionId", "=", coalitionId)
    .executeTakeFirst();
}

/** A new picture is not what the old one showed: its description and its author go with the old one. */
export async function putPhoto(
  trx: Trx,
  photo: { coalitionId: string; hash: string; width: number; height: number; bytes: Uint8Array; createdAt: Date },
): Promise<void> {
  const row = { ...photo, bytes: Buffer.from(photo.bytes), alt: "", credit: "" };
  await trx
    .insertInto("coalitionPhoto")
    .values(row)
    .onConflict((conflict) => conflict.column("coalitionId").doUpdateSet(row))
    .execute();
}

export async function describePhoto(
  trx: Trx,
  coalitionId: string,
  values: { alt: string; credit: string },
): Promise<void> {
  await trx.updateTable("coalitionPhoto").set(values).where("coalitionId", "=", coalitionId).execute();
}

export async function deletePhoto(trx: Trx, coalitionId: string): Promise<void> {
  await trx.deleteFrom("coalitionPhoto").where("coalitionId", "=", coalitionId).execute();
}

export async function photoBytes(db: Db, coalitionId: string, hash: string): Promise<Uint8Array | undefined> {
  const row = await db
    .selectFrom("coalitionPhoto")
    .select("bytes")
    .where("coalitionId", "=", coalitionId)
    .where("hash", "=", hash)
    .executeTakeFirst();
  return row?.bytes;
}

export type ChannelRow = { kind: string; address: string };

/** How else the coalition is reached, in its own order; the page that it was declared with comes first. */
export async function channelsOf(db: Db, coalitionId: string): Promise<ChannelRow[]> {
  const rows = await db
    .selectFrom("coalitionChannel")
    .select(["kind", "address"])
    .where("coalitionId", "=", coalitionId)
    .orderBy("position")
    .orderBy("id")
    .execute();
  const { website } = await db
    .selectFrom("coalition")
    .select("website")
    .where("id", "=", coalitionId)
    .executeTakeFirstOrThrow();
  const hasIt =
    website === null || rows.some(({ address }) => address.replace(/\/$/, "") === website.replace(/\/$/, ""));
  return hasIt ? rows : [{ kind: "page", address: website }, ...rows];
}

export async function replaceChannels(trx: Trx, coalitionId: string, channels: readonly ChannelRow[]): Promise<void> {
  await trx.deleteFrom("coalitionChannel").where("coalitionId", "=", coalitionId).execute();
  const website = channels.find(({ kind }) => kind === "page")?.address ?? null;
  await trx.updateTable("coalition").set({ website }).where("id", "=", coalitionId).execute();
  if (channels.length === 0) return;
  await trx
    .insertInto("coalitionChannel")
    .values(channels.map((channel, position) => ({ ...channel, coalitionId, position })))
    .execute();
}
