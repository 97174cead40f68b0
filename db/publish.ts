import type { Channel } from "@/domain/coalition/channel";
import type { Where } from "@/domain/coalition/declaration";
import type { Trx } from "./client";

/** Makes a published coalition, with its documents, under the first of `slugs` that is free; undefined where none is. */
export async function insertPublished(
  trx: Trx,
  slugs: readonly string[],
  coalition: Where & { description: string; forecast: string; organisations: string[] },
  now: Date,
): Promise<{ id: string; slug: string } | undefined> {
  for (const slug of slugs) {
    const made = await trx
      .insertInto("coalition")
      .values({ ...coalition, slug, publishedAt: now, activeAt: now })
      .onConflict((conflict) => conflict.column("slug").doNothing())
      .returning(["id", "slug"])
      .executeTakeFirst();
    if (!made) continue;
    // What its people will write together: a sheet of trips and an agenda, empty so far.
    await trx
      .insertInto("document")
      .values(["sheet", "agenda"].map((kind) => ({ coalitionId: made.id, kind })))
      .execute();
    return made;
  }
  return undefined;
}

export async function insertChannels(trx: Trx, coalitionId: string, channels: readonly Channel[]): Promise<void> {
  if (channels.length === 0) return;
  await trx
    .insertInto("coalitionChannel")
    .values(channels.map((channel, position) => ({ ...channel, coalitionId, position })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
