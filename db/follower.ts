import { type Frequency, frequencySchema } from "@/domain/coalition/following";
import type { Db, Trx } from "./client";

/** Who hears of a coalition: by an address alone, or as one of its people. */
export type FollowRow = {
  /** Of the follower, or of the membership. */
  id: string;
  by: "address" | "membership";
  email: string;
  frequency: Frequency;
  coalition: { id: string; slug: string; name: string };
};

/**
 * Asks to follow, or asks again: the last link counts. Undefined where the address follows already; then nothing changes.
 */
export async function askToFollow(
  trx: Trx,
  row: {
    coalitionId: string;
    email: string;
    locale: string;
    consentVersion: string;
    tokenHash: string;
    askedAt: Date;
  },
): Promise<{ id: string } | undefined> {
  const { tokenHash, askedAt, locale, consentVersion } = row;
  return trx
    .insertInto("follower")
    .values({ ...row, toldAt: askedAt })
    .onConflict((conflict) =>
      conflict
        .columns(["coalitionId", "email"])
        .doUpdateSet({ tokenHash, askedAt, locale, consentVersion })
        .where("follower.confirmedAt", "is", null),
    )
    .returning("id")
    .executeTakeFirst();
}

/** Who waits behind a link since `since` at the earliest; for this transaction alone when it asks so. */
export async function waitingFollower(db: Db, tokenHash: string, since: Date, lock = false) {
  return db
    .selectFrom("follower")
    .innerJoin("coalition", "coalition.id", "follower.coalitionId")
    .select(["follower.id", "follower.email", "coalition.id as coalitionId", "slug", "name"])
    .where("tokenHash", "=", tokenHash)
    .where("askedAt", ">", since)
    .where("publishedAt", "is not", null)
    .$if(lock, (query) => query.forUpdate("follower"))
    .executeTakeFirst();
}

/** The address is proved: from now on, and of what is new from now on. Its link is spent. */
export async function confirmFollower(trx: Trx, id: string, now: Date): Promise<void> {
  await trx
    .updateTable("follower")
    .set({ confirmedAt: now, toldAt: now, tokenHash: null })
    .where("id", "=", id)
    .execute();
}

/** Where this address hears of coalitions, by name; of who is both, how they do as one of its people. */
export async function followsOf(db: Db, email: string): Promise<FollowRow[]> {
  const found = await follows(db)
    .distinctOn(["coalition.name", "coalition.id"])
    .where("each.email", "=", email)
    .orderBy("coalition.name")
    .orderBy("coalition.id")
    .orderBy("each.by", "desc")
    .execute();
  return found.map(asFollow);
}

/** The same, both where it is both. */
export async function everyFollowOf(db: Db, email: string): Promise<FollowRow[]> {
  return (await follows(db).where("each.email", "=", email).execute()).map(asFollow);
}

export async function findFollow(db: Db, id: string): Promise<FollowRow | undefined> {
  const found = await follows(db).where("each.id", "=", id).executeTakeFirst();
  return found && asFollow(found);
}

/** How this address hears of one coalition: as one of its people first, where it is both. */
export async function followsIn(db: Db, coalitionId: string, email: string): Promise<FollowRow[]> {
  const found = await follows(db)
    .where("each.email", "=", email)
    .where("coalition.id", "=", coalitionId)
    .orderBy("each.by", "desc")
    .execute();
  return found.map(asFollow);
}

/** How often from now on. A follower who wants nothing any more leaves no row. */
export async function setFrequency(trx: Trx, follow: FollowRow, frequency: Frequency, now: Date): Promise<void> {
  // What was new before is not told afterwards.
  const change = { frequency, ...(follow.frequency === frequency ? {} : { toldAt: now }) };
  if (follow.by === "membership") await trx.updateTable("membership").set(change).where("id", "=", follow.id).execute();
  else if (frequency === "never") await deleteFollower(trx, follow.id);
  else await trx.updateTable("follower").set(change).where("id", "=", follow.id).execute();
}

export async function deleteFollower(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom("follower").where("id", "=", id).execute();
}

/** Who never opened the link of the mail. */
export async function deleteUnconfirmedFollowers(db: Db, before: Date): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom("follower")
    .where("confirmedAt", "is", null)
    .where("askedAt", "<", before)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** Who followed a coalition that is put away since long before. */
export async function deleteFollowersOfArchived(db: Db, before: Date): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom("follower")
    .where("coalitionId", "in", (eb) => eb.selectFrom("coalition").select("id").where("archivedAt", "<", before))
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** How many hear of a coalition by their address alone. Who is also one of its people counts as such, not here. */
export async function countFollowers(db: Db, coalitionId: string): Promise<number> {
  const { count } = await db
    .selectFrom("follower")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("coalitionId", "=", coalitionId)
    .where("confirmedAt", "is not", null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("membership")
            .innerJoin("account", "account.id", "membership.accountId")
            .whereRef("account.email", "=", "follower.email")
            .where("membership.coalitionId", "=", coalitionId)
            .where("membership.removedAt", "is", null)
            .select("membership.id"),
        ),
      ),
    )
    .executeTakeFirstOrThrow();
  return count;
}

/** Confirmed followers, and people of a coalition with an account. Who is both is there twice. */
function follows(db: Db) {
  const byAddress = db
    .selectFrom("follower")
    .select((eb) => ["id", "coalitionId", "email", "frequency", eb.val("address").as("by")])
    .where("confirmedAt", "is not", null);
  const byMembership = db
    .selectFrom("membership")
    .innerJoin("account", "account.id", "membership.accountId")
    .select((eb) => [
      "membership.id",
      "membership.coalitionId",
      "account.email",
      "membership.frequency",
      eb.val("membership").as("by"),
    ])
    .where("role", "is not", null)
    .where("removedAt", "is", null);
  return db
    .selectFrom(byAddress.unionAll(byMembership).as("each"))
    .innerJoin("coalition", "coalition.id", "each.coalitionId")
    .select(["each.id", "each.by", "each.email", "each.frequency", "coalition.id as coalitionId", "slug", "name"]);
}

type Found = Awaited<ReturnType<ReturnType<typeof follows>["execute"]>>[number];

function asFollow({ id, by, email, frequency, coalitionId, slug, name }: Found): FollowRow {
  return {
    id,
    by: by === "membership" ? "membership" : "address",
    email,
    frequency: frequencySchema.parse(frequency),
    coalition: { id: coalitionId, slug, name },
  };
}
