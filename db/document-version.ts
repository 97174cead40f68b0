import { sql } from "kysely";
import type { Db, Trx } from "./client";
import { lockGeneration } from "./document-generation";

export type VersionKind = "hourly" | "import" | "named";

/** Keeps how a document stood before the edits of an hour; whoever comes second changes nothing. */
export async function keepHour(
  trx: Trx,
  version: { documentId: string; generation: number; seq: number; hour: Date; state: Uint8Array; createdAt: Date },
): Promise<void> {
  await trx
    .insertInto("documentVersion")
    .values({ ...version, state: Buffer.from(version.state), kind: "hourly" })
    .onConflict((conflict) => conflict.columns(["documentId", "generation", "hour"]).doNothing())
    .execute();
}

/** The hours with edits since the last one that was kept, each with the first of its updates. */
export async function hoursToKeep(
  db: Db,
  documentId: string,
  generation: number,
): Promise<{ hour: Date; first: number; at: Date }[]> {
  const last = await db
    .selectFrom("documentVersion")
    .select(["seq", "hour"])
    .where("documentId", "=", documentId)
    .where("generation", "=", generation)
    .where("kind", "=", "hourly")
    .orderBy("seq", "desc")
    .limit(1)
    .executeTakeFirst();
  const hour = sql<Date>`date_trunc('hour', committed_at at time zone 'UTC') at time zone 'UTC'`;
  let query = db
    .selectFrom("documentUpdate")
    .select((eb) => [hour.as("hour"), eb.fn.min("seq").as("first"), eb.fn.min("committedAt").as("at")])
    .where("documentId", "=", documentId)
    .where("generation", "=", generation)
    .where("seq", ">", last?.seq ?? 1)
    .groupBy(hour)
    .orderBy("first");
  if (last?.hour) query = query.where(hour, ">", last.hour);
  return (await query.execute()).map((row) => ({ hour: row.hour, first: Number(row.first), at: new Date(row.at) }));
}

/** The latest stored state that holds nothing after `seq`, whatever it was stored for. */
export async function stateUpTo(db: Db, documentId: string, generation: number, seq: number) {
  const version = await db
    .selectFrom("documentVersion")
    .select(["seq", "state"])
    .where("documentId", "=", documentId)
    .where("generation", "=", generation)
    .where("seq", "<=", seq)
    .orderBy("seq", "desc")
    .limit(1)
    .executeTakeFirst();
  const snapshot = await db
    .selectFrom("documentSnapshot")
    .select(["seq", "state"])
    .where("documentId", "=", documentId)
    .where("generation", "=", generation)
    .where("seq", "<=", seq)
    .executeTakeFirst();
  if (snapshot && snapshot.seq >= (version?.seq ?? 0)) return { ...snapshot, deflated: false };
  return version && { ...version, deflated: true };
}

/** The log of a document after one number, up to another one where given, in order. */
export async function updatesAfter(
  db: Db,
  documentId: string,
  generation: number,
  range: { after: number; upTo?: number; limit: number },
) {
  let query = db
    .selectFrom("documentUpdate")
    .select(["seq", "payload", "accountId", "committedAt"])
    .where("documentId", "=", documentId)
    .where("generation", "=", generation)
    .where("seq", ">", range.after)
    .orderBy("seq")
    .limit(range.limit);
  if (range.upTo !== undefined) query = query.where("seq", "<=", range.upTo);
  return query.execute();
}

/**
 * Keeps a version by a person. When the document has `most` of that kind already, the oldest one before an import makes room;
 * what was named does not: `full`. Locks the document; `over` when its generation is not that any more.
 */
export async function keepVersion(
  trx: Trx,
  version: {
    documentId: string;
    generation: number;
    seq: number;
    kind: "import" | "named";
    name: string | null;
    accountId: string;
    state: Uint8Array;
    createdAt: Date;
  },
  most: number,
): Promise<{ id: string } | "full" | "over"> {
  if (!(await lockGeneration(trx, version.documentId, version.generation))) return "over";
  const alike = await trx
    .selectFrom("documentVersion")
    .select("id")
    .where("documentId", "=", version.documentId)
    .where("kind", "=", version.kind)
    .orderBy("createdAt", "desc")
    .execute();
  const beyond = alike.slice(most - 1).map(({ id }) => id);
  if (beyond.length > 0 && version.kind === "named") return "full";
  if (beyond.length > 0) await trx.deleteFrom("documentVersion").where("id", "in", beyond).execute();
  return trx
    .insertInto("documentVersion")
    .values({ ...version, state: Buffer.from(version.state) })
    .returning("id")
    .executeTakeFirstOrThrow();
}

/** The versions of the document's present generation, the latest first, with who made them. Their number is bounded. */
export async function versionsOf(db: Db, documentId: string) {
  const rows = await db
    .selectFrom("documentVersion as v")
    .innerJoin("document as d", (join) =>
      join.onRef("d.id", "=", "v.documentId").onRef("d.generation", "=", "v.generation"),
    )
    .leftJoin("membership as m", (join) =>
      join.onRef("m.accountId", "=", "v.accountId").onRef("m.coalitionId", "=", "d.coalitionId"),
    )
    .select(["v.id", "v.kind", "v.name", "v.hour", "v.createdAt", "v.accountId", "m.shownName as by"])
    .where("v.documentId", "=", documentId)
    .orderBy("v.createdAt", "desc")
    .orderBy("v.id")
    .execute();
  return rows.map((row) => ({ ...row, kind: asKind(row.kind) }));
}

/** One version of the document's present generation. */
export async function versionState(db: Db, documentId: string, versionId: string): Promise<Uint8Array | undefined> {
  const row = await db
    .selectFrom("documentVersion as v")
    .innerJoin("document as d", (join) =>
      join.onRef("d.id", "=", "v.documentId").onRef("d.generation", "=", "v.generation"),
    )
    .select("v.state")
    .where("v.documentId", "=", documentId)
    .where("v.id", "=", versionId)
    .executeTakeFirst();
  return row?.state;
}

/** Deletes a version that a person named; `only`: when that account named it. False when there is none such. */
export async function deleteNamed(
  db: Db,
  documentId: string,
  versionId: string,
  only: string | null,
): Promise<boolean> {
  let query = db
    .deleteFrom("documentVersion")
    .where("documentId", "=", documentId)
    .where("id", "=", versionId)
    .where("kind", "=", "named");
  if (only !== null) query = query.where("accountId", "=", only);
  const result = await query.executeTakeFirst();
  return result.numDeletedRows === 1n;
}

/**
 * Thins out what nobody named: of the days before `hourlyFrom` the last of each day (in Paris) stays, nothing stays from
 * before `dailyFrom`, nor of an older generation. Gives how many it deleted.
 */
export async function thinVersions(db: Db, { hourlyFrom, dailyFrom }: { hourlyFrom: Date; dailyFrom: Date }) {
  const { numAffectedRows } = await sql`
    delete from document_version v using document d
    where d.id = v.document_id and (
      v.generation <> d.generation
      or (v.kind <> 'named' and v.created_at < ${dailyFrom})
      or (v.kind = 'hourly' and v.created_at < ${hourlyFrom} and exists (
        select 1 from document_version later
        where later.document_id = v.document_id and later.generation = v.generation and later.kind = 'hourly'
          and later.hour > v.hour
          and (later.hour at time zone 'Europe/Paris')::date = (v.hour at time zone 'Europe/Paris')::date
      ))
    )
  `.execute(db);
  return Number(numAffectedRows ?? 0);
}

function asKind(kind: string): VersionKind {
  if (kind === "hourly" || kind === "import" || kind === "named") return kind;
  throw new Error(`unknown kind of version: ${kind}`);
}
