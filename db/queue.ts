import { sql } from "kysely";
import type { DeclarationState } from "@/domain/coalition/declaration";
import type { Db, Trx } from "./client";
import type { DeclarationRow } from "./declaration";

export type QueueRow = Pick<
  DeclarationRow,
  "id" | "state" | "name" | "town" | "departement" | "receivedAt" | "sentAt"
> & {
  /** A published one is as near or is called alike. */
  alike: boolean;
  /** It was asked something before. */
  answered: boolean;
};

const alikeKm = 15;

/** Declarations in a state, the one that waits longest first, and how many there are. */
export async function listQueue(
  db: Db,
  state: DeclarationState,
  page: { limit: number; offset: number },
): Promise<{ total: number; rows: QueueRow[] }> {
  const { total } = await db
    .selectFrom("declaration")
    .select((eb) => eb.fn.countAll<number>().as("total"))
    .where("state", "=", state)
    .executeTakeFirstOrThrow();
  const rows = await db
    .selectFrom("declaration")
    .select(["id", "name", "town", "departement", "receivedAt", "sentAt"])
    .select((eb) => [
      eb
        .exists(
          eb
            .selectFrom("coalition")
            .select("coalition.id")
            .where("publishedAt", "is not", null)
            .where(sql<boolean>`(coalition.folded_town = folded(declaration.town)
              or coalition.folded_name like '%' || declaration.folded_name
              or abs(coalition.latitude - declaration.latitude) < ${alikeKm / 111}
                and abs(coalition.longitude - declaration.longitude) * cos(radians(declaration.latitude)) < ${alikeKm / 111})`),
        )
        .as("alike"),
      eb
        .exists(
          eb
            .selectFrom("decision")
            .select("decision.id")
            .whereRef("decision.declarationId", "=", "declaration.id")
            .where("act", "=", "asked_back"),
        )
        .as("answered"),
    ])
    .where("state", "=", state)
    .orderBy("receivedAt")
    .orderBy("id")
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  return {
    total,
    rows: rows.map((row) => ({ ...row, state, alike: Boolean(row.alike), answered: Boolean(row.answered) })),
  };
}

/** How much waits, and how much there is. */
export async function queueFigures(
  db: Db,
): Promise<{ received: number; published: number; waiting: number; reports: number }> {
  const { rows } = await sql<{ received: number; published: number; waiting: number; reports: number }>`
    select (select count(*)::int from declaration where state = 'received') as received,
      (select count(*)::int from coalition where published_at is not null) as published,
      (select count(*)::int from declaration where state = 'to_confirm') as waiting,
      (select count(*)::int from report where closed_at is null) as reports
  `.execute(db);
  return rows[0] ?? { received: 0, published: 0, waiting: 0, reports: 0 };
}

export type ReportRow = {
  id: string;
  reason: string;
  /** Sealed. */
  email: string | null;
  createdAt: Date;
  coalitionId: string;
  /** Of whoever reported it. */
  locale: string;
  name: string;
  slug: string;
};

function openReports(db: Db) {
  return db
    .selectFrom("report")
    .innerJoin("coalition", "coalition.id", "report.coalitionId")
    .select([
      "report.id",
      "report.reason",
      "report.email",
      "report.createdAt",
      "report.coalitionId",
      "report.locale",
      "coalition.name",
      "coalition.slug",
    ])
    .where("report.closedAt", "is", null);
}

export async function listReports(db: Db, limit: number): Promise<ReportRow[]> {
  return openReports(db).orderBy("report.createdAt").orderBy("report.id").limit(limit).execute();
}

/** Closes it, once: of two at the same moment one gets the row. */
export async function closeReport(trx: Trx, id: string, now: Date): Promise<ReportRow | undefined> {
  const row = await openReports(trx).where("report.id", "=", id).executeTakeFirst();
  const closed = await trx
    .updateTable("report")
    .set({ closedAt: now, email: null, networkHash: null })
    .where("id", "=", id)
    .where("closedAt", "is", null)
    .returning("id")
    .executeTakeFirst();
  return closed && row;
}

export async function insertReport(
  trx: Trx,
  report: {
    coalitionId: string;
    reason: string;
    email: string | null;
    emailHash: string | null;
    locale: string;
    networkHash: string | null;
    createdAt: Date;
  },
): Promise<void> {
  await trx.insertInto("report").values(report).execute();
}

/** How many came since then: from a network, and about a coalition. */
export async function countReports(
  db: Db,
  of: { coalitionId: string; networkHash: string | null },
  since: Date,
): Promise<{ network: number; coalition: number }> {
  const row = await db
    .selectFrom("report")
    .select((eb) => [
      eb.fn.countAll<number>().filterWhere("networkHash", "=", of.networkHash).as("network"),
      eb.fn.countAll<number>().filterWhere("coalitionId", "=", of.coalitionId).as("coalition"),
    ])
    .where("createdAt", ">", since)
    .executeTakeFirstOrThrow();
  return row;
}

/** Reports that were answered long ago, and those that nobody will answer any more. */
export async function deleteReports(db: Db, before: { closed: Date; created: Date }): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom("report")
    .where((eb) => eb.or([eb("closedAt", "<", before.closed), eb("createdAt", "<", before.created)]))
    .executeTakeFirst();
  return Number(numDeletedRows);
}
