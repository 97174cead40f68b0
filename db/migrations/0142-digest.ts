import { type Kysely, sql } from "kysely";

/** Daily mails leave at the same pace as news, and who is due for one is found without reading everybody. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop index outbox_news;
    create index outbox_news on outbox (created_at) where template in ('news', 'digest');
    create index follower_daily on follower (told_at) where frequency = 'daily';
    create index membership_daily on membership (told_at) where frequency = 'daily';
  `.execute(db);
}
