import { type Kysely, sql } from "kysely";

/** What is said about a plan: rows, so that participants may comment. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table plan_thread (
      id uuid primary key default gen_random_uuid(),
      plan_id uuid not null references plan on delete cascade,
      -- Where it stands: two positions of Yjs, where the document was at hand, and the words themselves.
      anchor_from text check (length(anchor_from) <= 400),
      anchor_to text check (length(anchor_to) <= 400),
      quote text not null check (length(quote) <= 300),
      resolved_at timestamptz,
      resolved_by uuid references account on delete set null,
      created_at timestamptz not null,
      check ((anchor_from is null) = (anchor_to is null))
    );
    create index plan_thread_plan on plan_thread (plan_id, created_at);
    create index plan_thread_resolver on plan_thread (resolved_by) where resolved_by is not null;
    create table plan_comment (
      id uuid primary key default gen_random_uuid(),
      thread_id uuid not null references plan_thread on delete cascade,
      account_id uuid references account on delete set null,
      body text not null check (length(body) between 1 and 2000),
      created_at timestamptz not null
    );
    create index plan_comment_thread on plan_comment (thread_id, created_at);
    create index plan_comment_account on plan_comment (account_id) where account_id is not null;
    create table plan_mention (
      comment_id uuid not null references plan_comment on delete cascade,
      membership_id uuid not null references membership on delete cascade,
      primary key (comment_id, membership_id)
    );
    create index plan_mention_membership on plan_mention (membership_id);
  `.execute(db);
}
