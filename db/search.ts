import { type RawBuilder, sql } from "kysely";
import type { Db } from "./client";

export type Found = {
  kind: "plan" | "trip" | "event" | "task";
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
 * trips in SQL and what stands in the agenda. Those with a word in the title come first, then the latest.
 */
export async function searchCoalition(
  db: Db,
  coalitionId: string,
  words: readonly string[],
  limit: number,
): Promise<Found[]> {
  const [first] = words;
  if (first === undefined) return [];
  const { rows } = await sql<Found>`
    with thing as (
      select 'plan' as kind, id, title, words as text, null::text as at, updated_at as moved
      from plan where coalition_id = ${coalitionId}
      union all
      select 'trip', t.id, t.title,
        concat_ws(' · ', (
          select string_agg(s.place, ', ' order by s.direction, s.position) from trip_stop s
          where s.trip_id = t.id and s.removed_at is null
        ), t.notes),
        to_char((select min(s.at) from trip_stop s where s.trip_id = t.id) at time zone 'Europe/Paris', 'YYYY-MM-DD"T"HH24:MI'),
        t.booking_deadline
      from trip t where t.coalition_id = ${coalitionId} and t.removed_at is null
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
    limit ${limit}
  `.execute(db);
  return rows;
}

/** As `fold` of domain/kernel/search-words.ts. */
function folded(text: RawBuilder<unknown>) {
  return sql<string>`folded(${text})`;
}
