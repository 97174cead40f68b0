import { type Role, roleSchema } from "@/domain/kernel/role";
import type { Db, Trx } from "./client";

export type InvitationRow = {
  id: string;
  coalitionId: string;
  slug: string;
  coalition: string;
  role: Role;
  emailHash: string | null;
  uses: number;
  usesMost: number;
  expires: Date;
  revokedAt: Date | null;
  createdAt: Date;
};
export type OpenInvitation = {
  id: string;
  role: Role;
  /** Sealed; null for a link. */
  emailSealed: string | null;
  label: string;
  uses: number;
  usesMost: number;
  expires: Date;
  createdAt: Date;
  by: string | null;
};

export async function insertInvitation(
  trx: Trx,
  row: {
    coalitionId: string;
    role: Role;
    tokenHash: string;
    emailHash: string | null;
    emailSealed: string | null;
    label: string;
    usesMost: number;
    expires: Date;
    createdBy: string;
    createdAt: Date;
  },
): Promise<void> {
  await trx.insertInto("invitation").values(row).execute();
}

/** The invitation behind a token, whatever became of it. */
export async function findInvitation(db: Db, tokenHash: string): Promise<InvitationRow | undefined> {
  const row = await db
    .selectFrom("invitation as i")
    .innerJoin("coalition as c", "c.id", "i.coalitionId")
    .select(["i.id", "i.coalitionId", "c.slug", "c.name as coalition", "i.role", "i.emailHash", "i.uses", "i.usesMost"])
    .select(["i.expires", "i.createdAt"])
    // Into a coalition that is put away nobody comes, however it was invited.
    .select((eb) => eb.fn.coalesce("i.revokedAt", "c.archivedAt").as("revokedAt"))
    .where("i.tokenHash", "=", tokenHash)
    .executeTakeFirst();
  return row && { ...row, role: roleSchema.parse(row.role) };
}

/** Those that somebody can still accept, the latest first. */
export async function openInvitations(db: Db, coalitionId: string, now: Date): Promise<OpenInvitation[]> {
  const rows = await db
    .selectFrom("invitation as i")
    .leftJoin("membership as m", (join) =>
      join.onRef("m.accountId", "=", "i.createdBy").onRef("m.coalitionId", "=", "i.coalitionId"),
    )
    .select(["i.id", "i.role", "i.emailSealed", "i.label", "i.uses", "i.usesMost", "i.expires", "i.createdAt"])
    .select("m.name as by")
    .where("i.coalitionId", "=", coalitionId)
    .where("i.revokedAt", "is", null)
    .where("i.expires", ">", now)
    .whereRef("i.uses", "<", "i.usesMost")
    .orderBy("i.createdAt", "desc")
    .orderBy("i.id")
    .execute();
  return rows.map((row) => ({ ...row, role: roleSchema.parse(row.role) }));
}

/** How many were sent by mail since then. */
export async function countInvitationMails(db: Db, coalitionId: string, since: Date): Promise<number> {
  const { count } = await db
    .selectFrom("invitation")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("coalitionId", "=", coalitionId)
    .where("emailHash", "is not", null)
    .where("createdAt", ">", since)
    .executeTakeFirstOrThrow();
  return count;
}

/** One more came in by it. What it said of somebody's address is forgotten with the same stroke. */
export async function spendInvitation(trx: Trx, id: string): Promise<void> {
  await trx
    .updateTable("invitation")
    .set((eb) => ({ uses: eb("uses", "+", 1), emailSealed: null }))
    .where("id", "=", id)
    .execute();
}

export type Revoked = { role: Role; emailSealed: string | null };

/** Ends one that was still open, and says whose it was. */
export async function revokeInvitation(
  trx: Trx,
  coalitionId: string,
  id: string,
  now: Date,
): Promise<Revoked | undefined> {
  const row = await trx
    .selectFrom("invitation")
    .select(["role", "emailSealed"])
    .where("coalitionId", "=", coalitionId)
    .where("id", "=", id)
    .where("revokedAt", "is", null)
    .where("expires", ">", now)
    .whereRef("uses", "<", "usesMost")
    .forUpdate()
    .executeTakeFirst();
  if (!row) return undefined;
  await trx.updateTable("invitation").set({ revokedAt: now, emailSealed: null }).where("id", "=", id).execute();
  return { ...row, role: roleSchema.parse(row.role) };
}

/** Ends what an address was invited by: a newer invitation takes its place. */
export async function revokeInvitationsTo(trx: Trx, coalitionId: string, emailHash: string, now: Date): Promise<void> {
  await trx
    .updateTable("invitation")
    .set({ revokedAt: now, emailSealed: null })
    .where("coalitionId", "=", coalitionId)
    .where("emailHash", "=", emailHash)
    .where("revokedAt", "is", null)
    .execute();
}

/** Ends all that somebody made: they do not coordinate any more. */
export async function revokeInvitationsBy(trx: Trx, coalitionId: string, accountId: string, now: Date): Promise<void> {
  await trx
    .updateTable("invitation")
    .set({ revokedAt: now, emailSealed: null })
    .where("coalitionId", "=", coalitionId)
    .where("createdBy", "=", accountId)
    .where("revokedAt", "is", null)
    .execute();
}

export async function deleteInvitationsExpiredBefore(db: Db, before: Date): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom("invitation").where("expires", "<", before).executeTakeFirst();
  return Number(numDeletedRows);
}
