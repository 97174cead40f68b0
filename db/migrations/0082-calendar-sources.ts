import { type Kysely, sql } from "kysely";

/** Calendars of elsewhere that coalitions look at. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table calendar_source (
      id uuid primary key default gen_random_uuid(),
      coalition_id uuid not null references coalition on delete cascade,
      url text not null check (length(url) <= 500 and url like 'https://%'),
      title text not null check (length(title) between 1 and 80),
      added_by uuid references account on delete set null,
      added_at timestamptz not null,
      -- What it said when it was last read.
      items jsonb not null default '[]',
      etag text check (length(etag) <= 300),
      next_at timestamptz not null,
      fetched_at timestamptz,
      failures int not null default 0,
      problem text check (length(problem) <= 40),
      unique (coalition_id, url)
    );
    create index calendar_source_due on calendar_source (next_at);
    create index calendar_source_added_by on calendar_source (added_by) where added_by is not null;
  `.execute(db);
}
