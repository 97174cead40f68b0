import { type Kysely, sql } from "kysely";

/** What the projector remembers between two runs. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table trip
      -- The row says something that sign-ups, or seats that do not count yet, keep from going public.
      add column held_back boolean not null default false;

    -- A booked stop that changed and whose people are not told yet; old values are those they know.
    create table stop_change (
      trip_id uuid not null,
      stop_id uuid not null,
      old_place text not null,
      old_at timestamptz not null,
      changed_at timestamptz not null,
      primary key (trip_id, stop_id),
      foreign key (trip_id, stop_id) references trip_stop (trip_id, id) on delete cascade
    );
    create index stop_change_due on stop_change (changed_at);
  `.execute(db);
}
