import { type RawBuilder, sql } from "kysely";
import type { DocumentKind } from "@/domain/kernel/room-name";
import type { Db, Trx } from "./client";

/** Where words stand in what people of a coalition wrote. */
export type NamePlace = {
  kind: "plan" | "comment" | "trip" | "departure" | "event" | "task" | "poll" | "news" | "material" | "page";
  id: string;
  /** The plan of a comment. */
  planId: string | null;
  title: string;
  text: string;
};

/** How much of a long text is read around the first word found in it. */
const around = { before: 200, length: 600 };

const folded = (text: RawBuilder<unknown>) => sql<string>`folded(${text})`;
const holdsAll = (text: RawBuilder<unknown>, words: readonly string[]) =>
  sql<boolean>`(${sql.join(
    words.map((word) => sql`strpos(${folded(text)}, ${word}) > 0`),
    sql` and `,
  )})`;

/** All that holds these words (`searchWords`), plans that were put away and dates that were removed too. */
export async function placesOfName(
  db: Db,
  coalitionId: string,
  words: readonly string[],
  limit: number,
): Promise<NamePlace[]> {
  const [first] = words;
  if (first === undefined) return [];
  const { rows } = await sql<NamePlace>`
    with thing as (
      select 'plan' as kind, id::text as id, id::text as plan_id, title, words as text
      from plan where coalition_id = ${coalitionId}
      union all
      select 'comment', t.id::text, p.id::text, p.title, concat_ws(' · ', nullif(t.quote, ''), c.body)
      from plan p join plan_thread t on t.plan_id = p.id join plan_comment c on c.thread_id = t.id
      where p.coalition_id = ${coalitionId}
      union all
      select 'trip', r.row_id::text, null, r.title, r.words
      from document d join sheet_row r on r.document_id = d.id where d.coalition_id = ${coalitionId}
      union all
      select 'departure', id::text, null, title, concat_ws(' · ', nullif(place, ''), nullif(address, ''), nullif(description, ''))
      from departure where coalition_id = ${coalitionId} and removed_at is null
      union all
      select case kind when 'task' then 'task' else 'event' end, id::text, null, title,
        concat_ws(' · ', nullif(place, ''), nullif(address, ''), nullif(notes, ''), nullif(bring, ''))
      from agenda_entry where coalition_id = ${coalitionId}
      union all
      select 'poll', id::text, null, title, concat_ws(' · ', nullif(about, ''), nullif(place, ''))
      from date_poll where coalition_id = ${coalitionId} and removed_at is null
      union all
      select 'news', id::text, null, title, body from news where coalition_id = ${coalitionId}
      union all
      select 'material', id::text, null, title, '' from material where coalition_id = ${coalitionId}
      union all
      select 'page', id::text, null, name, concat_ws(' · ', nullif(description, ''), nullif(presentation, ''),
        nullif(array_to_string(organisations, ', '), ''), website,
        (select string_agg(address, ' · ' order by position) from coalition_channel where coalition_id = coalition.id),
        (select credit from coalition_photo where coalition_id = coalition.id))
      from coalition where id = ${coalitionId}
    )
    select kind, id, plan_id as "planId", title,
      substring(text from greatest(1, strpos(${folded(sql`text`)}, ${first}) - ${around.before}::int)
        for ${around.length}::int) as text
    from thing where ${holdsAll(sql`concat_ws(' ', title, text)`, words)}
    order by kind, title, id
    limit ${limit}
  `.execute(db);
  return rows;
}

export type CoalitionDocument = {
  documentId: string;
  kind: DocumentKind;
  generation: number;
  planId: string | null;
  title: string;
  /** Whether its history in plain words, or what a comment quotes of it, holds the words. */
  told: boolean;
};

/** A coalition's documents, with whether what is told of them holds these words. */
export async function documentsTold(
  db: Db,
  coalitionId: string,
  words: readonly string[],
): Promise<CoalitionDocument[]> {
  const line = sql`concat_ws(' ', c.before, c.after, c.thing_title, c.part_name)`;
  const { rows } = await sql<CoalitionDocument>`
    select d.id as "documentId", d.kind, d.generation, p.id as "planId", coalesce(p.title, '') as title,
      exists (select 1 from document_change c where c.document_id = d.id and ${holdsAll(line, words)})
        or exists (select 1 from plan_thread t where t.plan_id = p.id and ${holdsAll(sql`t.quote`, words)}) as told
    from document d left join plan p on p.document_id = d.id
    where d.coalition_id = ${coalitionId}
    order by d.kind desc, p.title, d.id
  `.execute(db);
  return rows;
}

/** Erases the words of the lines and of the quotes that hold them; that something changed, and when, stays. */
export async function eraseTold(trx: Trx, documentId: string, words: readonly string[], now: Date): Promise<void> {
  await sql`
    update document_change c set before = null, after = null, thing_title = '', part_name = '', erased_at = ${now}
    where c.document_id = ${documentId}
      and ${holdsAll(sql`concat_ws(' ', c.before, c.after, c.thing_title, c.part_name)`, words)}
  `.execute(trx);
  await sql`
    update plan_thread t set quote = '' from plan p
    where p.document_id = ${documentId} and t.plan_id = p.id and ${holdsAll(sql`t.quote`, words)}
  `.execute(trx);
}

/** All versions of a document, as they are stored. */
export async function versionStates(db: Db, documentId: string): Promise<Uint8Array[]> {
  const rows = await db.selectFrom("documentVersion").select("state").where("documentId", "=", documentId).execute();
  return rows.map(({ state }) => state);
}

/** The snapshot of a document, whatever it stands for. */
export async function snapshotStates(db: Db, documentId: string): Promise<Uint8Array[]> {
  const rows = await db.selectFrom("documentSnapshot").select("state").where("documentId", "=", documentId).execute();
  return rows.map(({ state }) => state);
}
