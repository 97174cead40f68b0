import { type Kysely, sql } from "kysely";

/** Secret calendar files of persons. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- One a person: making another ends the one before.
    create table calendar_feed (
      account_id uuid primary key references account on delete cascade,
      token_hash text not null unique check (length(token_hash) = 64),
      made_at timestamptz not null
    );
  `.execute(db);
}
