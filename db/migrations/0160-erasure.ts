import { type Kysely, sql } from "kysely";

/** Whose a report is, and whom a waiting mail to somebody else speaks of: so that either is found when they erase. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table report add column email_hash text;
    create index report_email on report (email_hash) where email_hash is not null;
    alter table outbox add column about_hashes text[] not null default '{}';
    create index outbox_about on outbox using gin (about_hashes) where about_hashes <> '{}';
  `.execute(db);
}
