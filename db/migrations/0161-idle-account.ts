import { type Kysely, sql } from "kysely";

/** When an account was last used, and when its person was told that it ends; null: they were not, or came back. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table account add column active_at timestamptz not null default now();
    alter table account add column told_idle_at timestamptz;
    create index account_active on account (active_at);
  `.execute(db);
}
