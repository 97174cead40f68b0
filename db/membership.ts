import type { Role } from "@/domain/kernel/role";
import type { Db, Trx } from "./client";

export type RosterRow = {
  /** The roster id: what documents hold. */
  id: string;
  name: string;
  role: Role | null;
  accountId: string | null;
};
export type OwnCoalition = { id: string; slug: string; name: string; town: string; role: Role };

/** The role of an account in one coalition; null when it has none, or was removed. */
export async function roleOf(db: Db, accountId: string, coalitionId: string): Promise<Role | null> {
  const row = await db
    .selectFrom("membership")
    .select("role")
    .where("accountId", "=", accountId)
    .where("coalitionId", "=", coalitionId)
    .where("removedAt", "is", null)
    .executeTakeFirst();
  return asRole(row?.role);
}

/** The coalitions where an account has a role, by name. */
export async function coalitionsOf(db: Db, accountId: string): Promise<OwnCoalition[]> {
  const rows = await db
    .selectFrom("membership")
    .innerJoin("coalition", "coalition.id", "membership.coalitionId")
    .select(["coalition.id", "coalition.slug", "coalition.name", "coalition.town", "membership.role"])
    .where("membership.accountId", "=", accountId)
    .where("membership.removedAt", "is", null)
    .orderBy("coalition.name")
    .execute();
  return rows.flatMap((row) => {
    const role = asRole(row.role);
    return role ? [{ ...row, role }] : [];
  });
}

/**
 * Who stands in a coalition now, by name, with an account or only by name: as others see them, or by their whole name for
 * those who run it.
 */
export async function roster(db: Db, coalitionId: string, names: "shown" | "whole" = "shown"): Promise<RosterRow[]> {
  const name = names === "whole" ? "name" : "shownName";
  const rows = await db
    .selectFrom("membership")
    .select(["id", `${name} as name`, "role", "accountId"])
    .where("coalitionId", "=", coalitionId)
    .where("removedAt", "is", null)
    .orderBy(name)
    .orderBy("id")
    .execute();
  return rows.map((row) => ({ ...row, role: asRole(row.role) }));
}

/** Sealed numbers that people of a coalition agreed to show its members, by roster id. */
export async function rosterPhones(db: Db, coalitionId: string): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom("membership")
    .innerJoin("account", "account.id", "membership.accountId")
    .select(["membership.id", "account.phoneEncrypted"])
    .where("membership.coalitionId", "=", coalitionId)
    .where("membership.removedAt", "is", null)
    .where("account.phoneEncrypted", "is not", null)
    .execute();
  return new Map(rows.flatMap(({ id, phoneEncrypted }) => (phoneEncrypted === null ? [] : [[id, phoneEncrypted]])));
}

/** One at a time changes who coordinates, so that two coordinators cannot demote each other at once. */
export async function lockCoalition(trx: Trx, coalitionId: string): Promise<void> {
  await trx.selectFrom("coalition").select("id").where("id", "=", coalitionId).forUpdate().execute();
}

export async function findMember(db: Db, coalitionId: string, membershipId: string): Promise<RosterRow | undefined> {
  const row = await db
    .selectFrom("membership")
    .select(["id", "name", "role", "accountId"])
    .where("id", "=", membershipId)
    .where("coalitionId", "=", coalitionId)
    .where("removedAt", "is", null)
    .executeTakeFirst();
  return row && { ...row, role: asRole(row.role) };
}

export async function countCoordinators(db: Db, coalitionId: string): Promise<number> {
  const { count } = await db
    .selectFrom("membership")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("coalitionId", "=", coalitionId)
    .where("role", "=", "coordinator")
    .where("removedAt", "is", null)
    .executeTakeFirstOrThrow();
  return count;
}

/** `decidedAt`: a coordinator decided so, and what was offered before does not undo it. */
export async function setRole(trx: Trx, membershipId: string, role: Role, decidedAt?: Date): Promise<void> {
  await trx
    .updateTable("membership")
    .set({ role, ...(decidedAt && { decidedAt }) })
    .where("id", "=", membershipId)
    .execute();
}

/** Gives more to who stands in a coalition already. */
export async function raiseRole(
  trx: Trx,
  { coalitionId, accountId, role }: { coalitionId: string; accountId: string; role: Role },
): Promise<void> {
  await trx
    .updateTable("membership")
    .set({ role })
    .where("coalitionId", "=", coalitionId)
    .where("accountId", "=", accountId)
    .where("removedAt", "is", null)
    .execute();
}

/** The row stays: documents hold its id. It gives no right any more; who left by themselves may come back so. */
export async function endMembership(trx: Trx, membershipId: string, now: Date, leftBySelf = false): Promise<void> {
  await trx
    .updateTable("membership")
    .set({ role: null, removedAt: now, leftBySelf })
    .where("id", "=", membershipId)
    .execute();
}

/** The row of somebody who has a role in a coalition. */
export async function findOwnMembership(
  db: Db,
  coalitionId: string,
  accountId: string,
): Promise<{ id: string; role: Role } | undefined> {
  const row = await db
    .selectFrom("membership")
    .select(["id", "role"])
    .where("coalitionId", "=", coalitionId)
    .where("accountId", "=", accountId)
    .where("removedAt", "is", null)
    .executeTakeFirst();
  const role = asRole(row?.role);
  return row && role ? { id: row.id, role } : undefined;
}

/** How somebody is seen by the others of a coalition. */
export async function ownName(
  db: Db,
  coalitionId: string,
  accountId: string,
): Promise<{ name: string; discreet: boolean } | undefined> {
  return db
    .selectFrom("membership")
    .select(["name", "discreet"])
    .where("coalitionId", "=", coalitionId)
    .where("accountId", "=", accountId)
    .where("removedAt", "is", null)
    .executeTakeFirst();
}

export async function setDiscreet(db: Db, coalitionId: string, accountId: string, discreet: boolean): Promise<void> {
  await db
    .updateTable("membership")
    .set({ discreet })
    .where("coalitionId", "=", coalitionId)
    .where("accountId", "=", accountId)
    .where("removedAt", "is", null)
    .execute();
}

/** To whom the last coordinator can give the coalition: those of its people who have an account, by name. */
export async function successorsOf(
  db: Db,
  coalitionId: string,
  but: string,
  limit: number,
): Promise<{ id: string; name: string }[]> {
  return db
    .selectFrom("membership")
    .select(["id", "name"])
    .where("coalitionId", "=", coalitionId)
    .where("id", "<>", but)
    .where("accountId", "is not", null)
    .where("role", "is not", null)
    .where("removedAt", "is", null)
    .orderBy("name")
    .orderBy("id")
    .limit(limit)
    .execute();
}

function asRole(role: string | null | undefined): Role | null {
  return role === "participant" || role === "member" || role === "coordinator" ? role : null;
}

/** Gives an account a role; who stands in it already keeps theirs, unless the new one is more. */
export async function ensureMembership(
  trx: Trx,
  row: { coalitionId: string; accountId: string; name: string; role: Role },
): Promise<void> {
  await trx
    .insertInto("membership")
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(["coalitionId", "accountId"])
        .doUpdateSet({ role: row.role, removedAt: null })
        .where((eb) => eb.or([eb("membership.role", "is", null), eb(eb.val(row.role), "=", "coordinator")])),
    )
    .execute();
}
