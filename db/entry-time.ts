import { type RawBuilder, sql } from "kysely";

/** A column that holds a wall-clock time or a day, as SQL counts with it. */
const clock = (text: RawBuilder<unknown>) =>
  sql`(left(${text}, 10)::date + coalesce(nullif(substr(${text}, 12), ''), '00:00')::time)`;

const starts = sql`coalesce(nullif(agenda_exception.starts_local, ''), signup.occurrence, agenda_entry.starts_local)`;
const ends = sql`coalesce(
  case when agenda_exception.ends_local <> '' then ${clock(sql`agenda_exception.ends_local`)} end,
  ${clock(starts)} + coalesce(
    ${clock(sql`agenda_entry.ends_local`)} - ${clock(sql`agenda_entry.starts_local`)}, interval '0 h')
  ) + case when length(${starts}) = 10 then interval '1 day' else interval '0 h' end`;

/** Sign-ups for entries of the agenda with the instants of their own occurrence; to be a `with` of a query. */
export const entrySignups = sql`
  select signup.*, ${clock(starts)} at time zone 'Europe/Paris' as starts_at, (${ends}) at time zone 'Europe/Paris' as ends_at,
    agenda_entry.cancelled_at is not null or coalesce(agenda_exception.cancelled, false) as is_cancelled
  from signup join agenda_entry on agenda_entry.id = signup.entry_id
  left join agenda_exception on agenda_exception.entry = agenda_entry.id and agenda_exception.at = signup.occurrence
  where signup.entry_id is not null
`;
