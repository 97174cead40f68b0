import { type Kysely, sql } from "kysely";

/** The national coordination may put a page away, with words that are kept as those of its other decisions are. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table decision drop constraint decision_act_check;
    alter table decision add constraint decision_act_check check (act in (
      'published', 'asked_back', 'refused', 'merged', 'report_closed', 'archived',
      'key_date_made', 'key_date_moved', 'key_date_cancelled', 'key_date_restored'
    ));
  `.execute(db);
}
