import { type Kysely, sql } from "kysely";

/** Names and towns as people type them, kept beside them: folding five thousand at each search takes too long. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- Accents first: a database whose locale is C lowers plain letters only. Declared immutable, as a stored column asks: the rules of unaccent change with Postgres itself, not between rows.
    create function folded(words text) returns text language sql immutable strict parallel safe
      as $$ select translate(lower(unaccent('unaccent', words)), '-''’', '   ') $$;
    alter table coalition
      add column folded_name text not null generated always as (folded(name)) stored,
      add column folded_town text not null generated always as (folded(town)) stored
  `.execute(db);
}
