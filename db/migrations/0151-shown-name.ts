import { type Kysely, sql } from "kysely";

/** What others in a coalition see of somebody: their name, or its first letter. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table membership
      add column discreet boolean not null default false,
      add column shown_name text not null
        generated always as (case when discreet then upper(left(name, 1)) || '.' else name end) stored;
  `.execute(db);
}
