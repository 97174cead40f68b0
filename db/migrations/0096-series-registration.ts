import { type Kysely, sql } from "kysely";

/** A series that one registers for: each of its times until it begins, and forgotten as everything else after it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table entry_registration
      alter column closes_at drop not null,
      alter column purge_on drop not null,
      add check ((closes_at is null) = (purge_on is null));
  `.execute(db);
}
