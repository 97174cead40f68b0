import { type Kysely, sql } from "kysely";

/** Times of the agenda that changed under those who signed up for them, and single times that are cancelled for good. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- What people know of a time that changed and that they are not told yet.
    create table entry_change (
      entry_id uuid not null references agenda_entry on delete cascade,
      -- Of a series, which time; empty for what happens once.
      occurrence text not null,
      old_start text not null,
      old_end text,
      old_place text not null,
      changed_at timestamptz not null,
      primary key (entry_id, occurrence)
    );
    create index entry_change_due on entry_change (changed_at);

    -- A time with a reason was cancelled by who runs the entry: that is final, whatever the document says.
    alter table agenda_exception
      add column cancel_reason text check (length(cancel_reason) between 3 and 500),
      add check (cancel_reason is null or cancelled);
  `.execute(db);
}
