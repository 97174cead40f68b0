import type { Db } from "./client";

export type PlanLinkRow = { id: string; expires: Date; createdAt: Date; by: string | null };

export async function insertPlanLink(
  db: Db,
  link: { planId: string; tokenHash: string; expires: Date; createdBy: string; createdAt: Date },
): Promise<void> {
  await db.insertInto("planLink").values(link).execute();
}

/** The links of a plan that still open it, the latest first. */
export async function livePlanLinks(db: Db, planId: string, now: Date): Promise<PlanLinkRow[]> {
  return db
    .selectFrom("planLink as l")
    .innerJoin("plan as p", "p.id", "l.planId")
    .leftJoin("membership as m", (join) =>
      join.onRef("m.accountId", "=", "l.createdBy").onRef("m.coalitionId", "=", "p.coalitionId"),
    )
    .select(["l.id", "l.expires", "l.createdAt", "m.shownName as by"])
    .where("l.planId", "=", planId)
    .where("l.revokedAt", "is", null)
    .where("l.expires", ">", now)
    .orderBy("l.createdAt", "desc")
    .orderBy("l.id")
    .execute();
}

export async function revokePlanLink(db: Db, planId: string, id: string, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("planLink")
    .set({ revokedAt: at })
    .where("planId", "=", planId)
    .where("id", "=", id)
    .where("revokedAt", "is", null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** The plan that a link opens now; none of a coalition that is archived, where nobody could end the link. */
export async function planOfLink(
  db: Db,
  tokenHash: string,
  now: Date,
): Promise<{ planId: string; coalitionId: string; slug: string; name: string } | undefined> {
  return db
    .selectFrom("planLink as l")
    .innerJoin("plan as p", "p.id", "l.planId")
    .innerJoin("coalition as c", "c.id", "p.coalitionId")
    .select(["l.planId", "p.coalitionId", "c.slug", "c.name"])
    .where("l.tokenHash", "=", tokenHash)
    .where("l.revokedAt", "is", null)
    .where("l.expires", ">", now)
    .where("c.archivedAt", "is", null)
    .executeTakeFirst();
}
