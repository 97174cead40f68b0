import { type Kysely, sql } from "kysely";

/**
 * A coalition that is put away: out of sight, and everybody in it reads. What each one was, and whether it was published, is
 * kept for the day that it is opened again.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table coalition
      add column archived_at timestamptz,
      add column published_before timestamptz,
      add constraint coalition_archived check (archived_at is null or published_at is null);
    alter table membership
      add column kept_role text check (kept_role in ('participant', 'member', 'coordinator'));
  `.execute(db);
}
