import { sql } from "kysely";
import { type Role, roleSchema } from "@/domain/kernel/role";
import type { DocumentKind } from "@/domain/kernel/room-name";
import type { Db, Trx } from "./client";

export type DocumentRow = {
  id: string;
  coalitionId: string;
  kind: DocumentKind;
  generation: number;
  /** Number of the last update that the projection holds. */
  projectedSeq: number;
};

/** An update to append; `ranges` says which clocks of which client ids it brings. */
export type NewUpdate = {
  documentId: string;
  generation: number;
  seq: number;
  payload: Uint8Array;
  accountId: string;
  ranges: readonly { clientId: number; from: number; to: number }[];
};
export type NewClient = { documentId: string; generation: number; clientId: number; accountId: string };

export async function findDocument(db: Db, id: string): Promise<DocumentRow | undefined> {
  const row = await db
    .selectFrom("document")
    .select(["id", "coalitionId", "kind", "generation", "projectedSeq"])
    .where("id", "=", id)
    .executeTakeFirst();
  return row && { ...row, kind: asKind(row.kind) };
}

/** A coalition's one sheet or agenda, or the document of a plan of its by the plan's id. */
export async function findDocumentOf(
  db: Db,
  coalitionId: string,
  name: string,
): Promise<{ documentId: string; kind: DocumentKind; generation: number } | undefined> {
  const row = await db
    .selectFrom("document")
    .select(["id as documentId", "kind", "generation"])
    .where("coalitionId", "=", coalitionId)
    .where((eb) =>
      name === "sheet" || name === "agenda"
        ? eb("kind", "=", name)
        : eb("id", "=", eb.selectFrom("plan").select("documentId").where("plan.id", "=", name)),
    )
    .executeTakeFirst();
  return row && { ...row, kind: asKind(row.kind) };
}

/** A document with an account's place in its coalition. One query, so that unknown and not yours take the same time. */
export async function documentAccess(
  db: Db,
  documentId: string,
  accountId: string,
): Promise<(Omit<DocumentRow, "projectedSeq"> & { memberId: string; role: Role; isPutAway: boolean }) | null> {
  const row = await db
    .selectFrom("document")
    .innerJoin("membership", "membership.coalitionId", "document.coalitionId")
    .leftJoin("plan", "plan.documentId", "document.id")
    .select([
      "document.id",
      "document.coalitionId",
      "document.kind",
      "document.generation",
      "plan.archivedAt",
      "membership.id as memberId",
      "membership.role",
    ])
    .where("document.id", "=", documentId)
    .where("membership.accountId", "=", accountId)
    .where("membership.removedAt", "is", null)
    .executeTakeFirst();
  const role = roleSchema.safeParse(row?.role);
  if (!row || !role.success) return null;
  const { archivedAt, ...found } = row;
  return { ...found, kind: asKind(row.kind), role: role.data, isPutAway: archivedAt !== null };
}

/** What a room needs to begin; undefined when there is no such document of this generation. */
export async function loadDocument(db: Db, documentId: string, generation: number) {
  const document = await findDocument(db, documentId);
  if (document?.generation !== generation) return undefined;
  const snapshot = await db
    .selectFrom("documentSnapshot")
    .select(["seq", "state"])
    .where("documentId", "=", documentId)
    .where("generation", "=", generation)
    .executeTakeFirst();
  const updates = await db
    .selectFrom("documentUpdate")
    .select(["seq", "payload"])
    .where("documentId", "=", documentId)
    .where("generation", "=", generation)
    .where("seq", ">", snapshot?.seq ?? 0)
    .orderBy("seq")
    .execute();
  const clients = await db
    .selectFrom("documentClient")
    .select(["clientId", "accountId"])
    .where("documentId", "=", documentId)
    .where("generation", "=", generation)
    .execute();
  return {
    documentId,
    generation,
    projectedSeq: document.projectedSeq,
    snapshot: snapshot ?? null,
    updates,
    owners: new Map(clients.map(({ clientId, accountId }) => [clientId, accountId])),
  };
}

/** The database will never take these rows: the document moved on without this process. */
export class LogRefused extends Error {}

/**
 * Appends to the logs of any number of documents, all or nothing. The same rows may be written again, when the answer to
 * the first time was lost. Throws `LogRefused` when another row stands at that number, or the generation is over: whoever
 * is about to end it is waited for, so that nothing goes into a log that was read for the last time.
 */
export async function appendToLogs(
  trx: Trx,
  updates: readonly NewUpdate[],
  clients: readonly NewClient[],
): Promise<void> {
  // Declared first: an id belongs to its person before anything is written under it.
  for (const { documentId, generation, clientId, accountId } of clients) {
    await sql`
      insert into document_client (document_id, generation, client_id, account_id)
      select d.id, d.generation, ${clientId}, a.id
      from document d, account a
      where d.id = ${documentId} and d.generation = ${generation} and a.id = ${accountId}
      for key share of d
      on conflict do nothing
    `.execute(trx);
  }
  if (updates.length === 0) return;
  const values = updates.map(
    ({ documentId, generation, seq, payload, accountId }) =>
      sql`(${documentId}::uuid, ${generation}::int, ${seq}::bigint, ${Buffer.from(payload)}::bytea, ${accountId}::uuid)`,
  );
  const rows = sql`(values ${sql.join(values)}) as v (document_id, generation, seq, payload, account_id)`;
  const { rows: written } = await sql`
    insert into document_update (document_id, generation, seq, payload, account_id)
    select d.id, d.generation, v.seq, v.payload, a.id
    from ${rows}
    join document d on d.id = v.document_id and d.generation = v.generation
    left join account a on a.id = v.account_id
    for key share of d
    on conflict do nothing
    returning seq
  `.execute(trx);
  if (written.length < updates.length) await checkWritten(trx, updates);
  const ranges = updates.flatMap(({ documentId, generation, accountId, ranges: own }) =>
    own.map(
      ({ clientId, from, to }) =>
        sql`(${documentId}::uuid, ${generation}::int, ${clientId}::bigint, ${from}::bigint, ${to}::bigint, ${accountId}::uuid)`,
    ),
  );
  // A statement takes at most 65,535 values.
  for (let i = 0; i < ranges.length; i += 5000) {
    await sql`
      insert into document_authorship (document_id, generation, client_id, clock_from, clock_to, account_id)
      select v.document_id, v.generation, v.client_id, v.clock_from, v.clock_to, a.id
      from (values ${sql.join(ranges.slice(i, i + 5000))})
        as v (document_id, generation, client_id, clock_from, clock_to, account_id)
      left join account a on a.id = v.account_id
      on conflict do nothing
    `.execute(trx);
  }
}

async function checkWritten(trx: Trx, updates: readonly NewUpdate[]): Promise<void> {
  for (const { documentId, generation, seq, payload } of updates) {
    const row = await trx
      .selectFrom("documentUpdate")
      .innerJoin("document", "document.id", "documentUpdate.documentId")
      .select("documentUpdate.payload")
      .where("documentUpdate.documentId", "=", documentId)
      .where("documentUpdate.generation", "=", generation)
      .whereRef("document.generation", "=", "documentUpdate.generation")
      .where("documentUpdate.seq", "=", seq)
      .executeTakeFirst();
    if (!row || Buffer.compare(row.payload, payload) !== 0) {
      throw new LogRefused(`update ${seq} of document ${documentId} cannot be written`);
    }
  }
}

/**
 * From here the document is read; the log before it stays as history. An older snapshot never replaces a newer one, and
 * what a process still holds of a generation that is over is stored no more.
 */
export async function saveSnapshot(
  db: Db,
  { documentId, generation, seq, state }: { documentId: string; generation: number; seq: number; state: Uint8Array },
): Promise<void> {
  await sql`
    insert into document_snapshot (document_id, generation, seq, state)
    select d.id, d.generation, ${seq}::bigint, ${Buffer.from(state)}::bytea
    from document d where d.id = ${documentId} and d.generation = ${generation}
    for key share
    on conflict (document_id, generation) do update
      set seq = excluded.seq, state = excluded.state, created_at = now()
      where document_snapshot.seq < excluded.seq
  `.execute(db);
}

/** The projection holds all up to `seq`. */
export async function setProjected(
  db: Db,
  { documentId, generation }: { documentId: string; generation: number },
  seq: number,
): Promise<void> {
  await db
    .updateTable("document")
    .set({ projectedSeq: seq })
    .where("id", "=", documentId)
    .where("generation", "=", generation)
    .where("projectedSeq", "<", seq)
    .execute();
}

/** Documents whose log goes further than their projection, or than the history that follows it. */
export async function documentsBehind(db: Db): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select document.id from document
    cross join lateral (select
      coalesce((select max(seq) from document_update as u where u.document_id = document.id and u.generation = document.generation), 0) as log,
      coalesce((select seq from document_snapshot as s where s.document_id = document.id and s.generation = document.generation), 0) as snapshot
    ) as last
    where document.projected_seq < greatest(last.log, last.snapshot)
      or (document.kind <> 'plan' and document.history_seq < last.log)
    order by document.id
  `.execute(db);
  return rows.map((row) => row.id);
}

/** Whether a failed write may succeed later: anything but an error in what was written. */
export function isPassing(error: unknown): boolean {
  if (error instanceof LogRefused) return false;
  const code = typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
  return !/^(22|23|42)...$/.test(code);
}

function asKind(kind: string): DocumentKind {
  if (kind === "sheet" || kind === "agenda" || kind === "plan") return kind;
  throw new Error(`unknown kind of document: ${kind}`);
}
