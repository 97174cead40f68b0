import { type Kysely, sql } from "kysely";

/** Since when everybody may read an entry: one that was for members first is news on the day that it becomes public. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table agenda_entry add column public_at timestamptz;
    update agenda_entry set public_at = published_at where visibility = 'public';
    alter table agenda_entry add constraint agenda_entry_public_since
      check (public_at is null or visibility = 'public');
  `.execute(db);
}
