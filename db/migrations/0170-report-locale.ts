import { type Kysely, sql } from "kysely";

/** Who reports a page is answered in their language. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table report add column locale text not null default 'fr' check (locale in ('fr', 'en'))`.execute(db);
}
