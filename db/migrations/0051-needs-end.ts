import { type Kysely, sql } from "kysely";

/** What somebody needs to travel is nobody's business once they do not come. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    update signup set access_encrypted = null where state = 'cancelled';
    alter table signup
      add constraint signup_cancelled_needs_nothing check (state <> 'cancelled' or access_encrypted is null);
  `.execute(db);
}
