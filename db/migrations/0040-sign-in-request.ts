import { type Kysely, sql } from "kysely";

/** Where a person wanted to go. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table sign_in
      add column return_path text not null default '/espace' check (return_path like '/%' and length(return_path) <= 2000);
    create index sign_in_browser on sign_in (browser_hash) where ended_at is null;
    create index sign_in_created on sign_in (created_at);
    create index session_expires on session (expires);
  `.execute(db);
}
