import { type Kysely, sql } from "kysely";

/** Whoever left an address with a report can be found by it: of those before, nobody was ever answered. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    update report set email = null where email_hash is null;
    alter table report add constraint report_found_by_its_address check (email is null or email_hash is not null);
  `.execute(db);
}
