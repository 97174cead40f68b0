import { type Kysely, sql } from "kysely";

/** A contact's own words about themselves outlast the declaration: they may always change what is shown of them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- Sealed: names, address, organisation, and what the declaration proposes to show.
    alter table declaration_contact add column person text not null
  `.execute(db);
}
