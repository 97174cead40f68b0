import { type Kysely, sql } from "kysely";

/** A number that somebody agreed to show the members of their coalitions; sealed with a key outside the database. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table account add column phone_encrypted text`.execute(db);
}
