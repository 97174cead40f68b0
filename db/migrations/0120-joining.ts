import { type Kysely, sql } from "kysely";

/** How one takes part in a coalition, and who may come back by themselves: who left, not whom a coordinator removed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table coalition
      add column join_mode text not null default 'open' check (join_mode in ('open', 'request', 'invitation'));
    alter table membership
      add column left_by_self boolean not null default false,
      add constraint membership_left check (not left_by_self or removed_at is not null);
    create table join_request (
      coalition_id uuid not null references coalition on delete cascade,
      account_id uuid not null references account on delete cascade,
      name text not null check (length(name) between 1 and 80),
      words text not null default '' check (length(words) <= 500),
      asked_at timestamptz not null,
      primary key (coalition_id, account_id)
    );
  `.execute(db);
}
