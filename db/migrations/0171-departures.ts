import { type Kysely, sql } from "kysely";

/** People write down what they travel to, and take it back; each coalition has a sheet from the day that it has a page. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table departure
      add column removed_at timestamptz,
      add column revision int not null default 0,
      add constraint departure_title_length check (length(title) between 1 and 200),
      add constraint departure_ends_after_it_begins check (ends_at_local >= starts_at_local);
    create index departure_coalition on departure (coalition_id, starts_at_local);
    create index departure_key_date on departure (key_date_id) where key_date_id is not null;
    create index trip_departure on trip (departure_id);

    insert into document (coalition_id, kind)
      select id, kind from coalition, (values ('sheet'), ('agenda')) as kinds(kind)
      where not exists (select from document where coalition_id = coalition.id and document.kind = kinds.kind);
  `.execute(db);
}
