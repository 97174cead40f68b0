import { sql } from "kysely";
import type { DeclarationState } from "@/domain/coalition/declaration";
import type { Point } from "@/domain/coalition/place";
import type { Db, Trx } from "./client";
import { kilometresFrom } from "./coalition";

export type DeclarationRow = {
  id: string;
  state: DeclarationState;
  /** Sealed; null once nothing needs it any more. */
  content: string | null;
  name: string;
  town: string;
  departement: string;
  latitude: number | null;
  longitude: number | null;
  locale: string;
  expiresAt: Date | null;
  sentAt: Date | null;
  receivedAt: Date | null;
  coalitionId: string | null;
};
export type ContactRow = {
  id: string;
  declarationId: string;
  position: number;
  emailHash: string;
  person: string;
  mailedAt: Date;
  confirmedAt: Date | null;
};

const columns = [
  "id",
  "state",
  "content",
  "name",
  "town",
  "departement",
  "latitude",
  "longitude",
  "locale",
  "expiresAt",
  "sentAt",
  "receivedAt",
  "coalitionId",
] as const;
const contactColumns = ["id", "declarationId", "position", "emailHash", "person", "mailedAt", "confirmedAt"] as const;

function asDeclaration<T extends { state: string }>(row: T): T & { state: DeclarationState } {
  return row as T & { state: DeclarationState };
}

/** The declaration that this browser writes or has sent; one that should be gone is. */
export async function declarationOfKey(db: Db, keyHash: string, now: Date): Promise<DeclarationRow | undefined> {
  const row = await db
    .selectFrom("declaration")
    .select(columns)
    .where("keyHash", "=", keyHash)
    .where((eb) => eb.or([eb("expiresAt", "is", null), eb("expiresAt", ">", now)]))
    .executeTakeFirst();
  return row && asDeclaration(row);
}

export async function findDeclaration(db: Db, id: string): Promise<DeclarationRow | undefined> {
  const row = await db.selectFrom("declaration").select(columns).where("id", "=", id).executeTakeFirst();
  return row && asDeclaration(row);
}

/** One at a time confirms, changes or decides. */
export async function lockDeclaration(trx: Trx, id: string): Promise<DeclarationRow | undefined> {
  const row = await trx.selectFrom("declaration").select(columns).where("id", "=", id).forUpdate().executeTakeFirst();
  return row && asDeclaration(row);
}

/** Makes the draft of this browser, or keeps what was typed since. Only a draft is written over. */
export async function writeDraft(
  db: Db,
  draft: { keyHash: string; content: string; locale: string; networkHash: string | null; expiresAt: Date; now: Date },
): Promise<void> {
  const { now, ...row } = draft;
  await db
    .insertInto("declaration")
    .values({ ...row, createdAt: now })
    .onConflict((conflict) =>
      conflict
        .column("keyHash")
        .doUpdateSet({ content: row.content, locale: row.locale, expiresAt: row.expiresAt })
        .where("declaration.state", "in", ["draft", "asked_back"]),
    )
    .execute();
}

export async function updateDeclaration(
  trx: Trx,
  id: string,
  values: Partial<Omit<DeclarationRow, "id"> & { keyHash: string | null; decidedAt: Date; networkHash: string | null }>,
): Promise<void> {
  await trx.updateTable("declaration").set(values).where("id", "=", id).execute();
}

export async function deleteDeclaration(db: Db, id: string): Promise<void> {
  await db.deleteFrom("declaration").where("id", "=", id).execute();
}

/** How many came from a network since then: begun, or sent. */
export async function countDeclarationsFrom(
  db: Db,
  networkHash: string,
  what: "createdAt" | "sentAt",
  since: Date,
): Promise<number> {
  const { count } = await db
    .selectFrom("declaration")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("networkHash", "=", networkHash)
    .where(what, ">", since)
    .executeTakeFirstOrThrow();
  return count;
}

export async function contactsOf(db: Db, declarationId: string): Promise<ContactRow[]> {
  return db
    .selectFrom("declarationContact")
    .select(contactColumns)
    .where("declarationId", "=", declarationId)
    .orderBy("position")
    .execute();
}

export async function contactOfToken(db: Db, tokenHash: string): Promise<ContactRow | undefined> {
  return db
    .selectFrom("declarationContact")
    .select(contactColumns)
    .where("tokenHash", "=", tokenHash)
    .executeTakeFirst();
}

export async function insertContact(trx: Trx, row: ContactRow & { tokenHash: string }): Promise<void> {
  await trx.insertInto("declarationContact").values(row).execute();
}

/** Before they are written anew. */
export async function deleteContacts(trx: Trx, declarationId: string): Promise<void> {
  await trx.deleteFrom("declarationContact").where("declarationId", "=", declarationId).execute();
}

export async function updateContact(
  trx: Trx,
  id: string,
  values: Partial<Pick<ContactRow, "confirmedAt" | "mailedAt">>,
): Promise<void> {
  await trx.updateTable("declarationContact").set(values).where("id", "=", id).execute();
}

/** Published coalitions around a point, the nearest first, and those of the same town or that a name resembles. */
export async function alikeCoalitions(
  db: Db,
  to: Point & { name: string; town: string },
  withinKm: number,
  limit: number,
): Promise<
  {
    id: string;
    slug: string;
    name: string;
    town: string;
    departement: string;
    km: number | null;
    organisations: string[];
    sameTown: boolean;
    sameName: boolean;
  }[]
> {
  const km = kilometresFrom(to);
  const sameTown = sql<boolean>`folded_town = folded(${to.town}::text)`;
  const sameName = sql<boolean>`(folded_name like '%' || folded(${to.name}::text) || '%'
    or folded(${to.name}::text) like '%' || trim(split_part(folded_name, '—', 2)) || '%' and trim(split_part(folded_name, '—', 2)) <> '')`;
  return db
    .selectFrom("coalition")
    .select(["id", "slug", "name", "town", "departement", "organisations"])
    .select([km.as("km"), sameTown.as("sameTown"), sameName.as("sameName")])
    .where("publishedAt", "is not", null)
    .where((eb) => eb.or([sql<boolean>`${km} <= ${withinKm}`, sameTown, sameName]))
    .orderBy(sameName, "desc")
    .orderBy(km, (order) => order.asc().nullsLast())
    .orderBy("id")
    .limit(limit)
    .execute();
}

/** Drafts, declarations that nobody confirmed or completed, and refused ones, once their time is over. */
export async function deleteExpiredDeclarations(db: Db, now: Date): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom("declaration").where("expiresAt", "<=", now).executeTakeFirst();
  return Number(numDeletedRows);
}

/** How many declarations and reports wait for the national coordination. */
export async function countReceived(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom("declaration")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("state", "=", "received")
    .executeTakeFirstOrThrow();
  const reports = await db
    .selectFrom("report")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("closedAt", "is", null)
    .executeTakeFirstOrThrow();
  return count + reports.count;
}

export async function deleteContact(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom("declarationContact").where("id", "=", id).execute();
}
