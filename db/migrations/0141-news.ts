import { type Kysely, sql } from "kysely";

/** What coordinators write to those who follow a coalition and take part in it, and who is still to be told. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table news (
      id uuid primary key default gen_random_uuid(),
      coalition_id uuid not null references coalition on delete cascade,
      title text not null check (length(title) between 1 and 120),
      -- Markdown.
      body text not null check (length(body) between 1 and 12000),
      author_id uuid references account on delete set null,
      -- Grows with each change of a draft.
      revision int not null default 0,
      changed_at timestamptz not null,
      -- Null: a draft.
      sent_at timestamptz,
      -- To how many people it was sent.
      readers int not null default 0 check (readers >= 0)
    );
    create index news_coalition on news (coalition_id, sent_at desc, id);
    create index news_author on news (author_id) where author_id is not null;

    -- Who is still to be told of a news; a row goes with the mail that tells, in one transaction.
    create table news_delivery (
      news_id uuid not null references news on delete cascade,
      follower_id uuid references follower on delete cascade,
      membership_id uuid references membership on delete cascade,
      check (num_nonnulls(follower_id, membership_id) = 1)
    );
    create unique index news_delivery_follower on news_delivery (news_id, follower_id) where follower_id is not null;
    create unique index news_delivery_membership on news_delivery (news_id, membership_id) where membership_id is not null;
    create index news_delivery_of_follower on news_delivery (follower_id) where follower_id is not null;
    create index news_delivery_of_membership on news_delivery (membership_id) where membership_id is not null;

    -- How many left within the last minute.
    create index outbox_news on outbox (created_at) where template = 'news';
  `.execute(db);
}
