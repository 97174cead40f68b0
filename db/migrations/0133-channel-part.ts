import { type Kysely, sql } from "kysely";

/** How else a coalition is reached is one of the parts that its coordinators save. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table coalition_part drop constraint coalition_part_part_check;
    alter table coalition_part
      add constraint coalition_part_part_check
      check (part in ('words', 'presentation', 'organisations', 'photo', 'channels'));
  `.execute(db);
}
