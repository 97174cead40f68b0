import { type RawBuilder, sql } from "kysely";
import type { Db } from "./client";

export type Found = {
  /** A draft is a row of the sheet that never was a trip; its `id` is the row's. */
  kind: "plan" | "trip" | "draft" | "event" | "task";
  id: string;
  title: string;
  /** What else it says, in which the words may stand. */
  text: string;
  /** When it is, by the clock in Paris or as a day; null for what has no date. */
  at: string | null;
};

/** How much of a long text is read around the first word found in it. */
const around = { before: 200, length: 600 };

/**
 * What a coalition has written that holds all these words, each without accents, case or signs (`searchWords`): plans,
 * the present sheet, its drafts where asked for, and what stands in the agenda. Those with a word in the title come first, then the latest.
 */
export async function searchCoalition(
  db: Db,
  coalitionId: string,
  words: readonly string[],
  ask: { drafts: boolean; limit: number },
): Promise<Found[]> {
  const [first] = words;
  if (first === undefined) return [];
  const { rows } = await sql<Found>`
    with thing as (
      select 'plan' as kind, id, title, words as text, null::text as at, updated_at as moved
      from plan where coalition_id = ${coalitionId}
      union all
      select case when t.id is null then 'draft' else 'trip' end, coalesce(t.id, r.row_id), r.title, r.words, r.at, r.changed_at
      from document d join sheet_row r on r.document_id = d.id
        left join trip t on t.document_id = r.document_id and t.row_id = r.row_id
      where d.coalition_id = ${coalitionId} and d.kind = 'sheet' and (${ask.drafts} or t.id is not null)
      union all
      select case kind when 'task' then 'task' else 'event' end, id, title,
        concat_ws(' · ', nullif(place, ''), nullif(address, ''), nullif(notes, ''), nullif(bring, '')),
        coalesce(starts_local, due::text), changed_at
      from agenda_entry where coalition_id = ${coalitionId} and removed_at is null
    ), plain as (
      select thing.*, ${folded(sql`title`)} as title_folded, ${folded(sql`text`)} as text_folded from thing
    )
    select kind, id, title, at,
      substring(text from greatest(1, position(${first} in text_folded) - ${around.before}::int) for ${around.length}::int) as text
    from plain
    where ${sql.join(
      words.map((word) => sql`(strpos(title_folded, ${word}) > 0 or strpos(text_folded, ${word}) > 0)`),
      sql` and `,
    )}
    order by strpos(title_folded, ${first}) > 0 desc, moved desc, id
    limit ${ask.limit}
  `.execute(db);
  return rows;
}

/** As `fold` of domain/kernel/search-words.ts. */
function folded(text: RawBuilder<unknown>) {
  return sql<string>`folded(${text})`;
}
