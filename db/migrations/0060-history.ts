import { type Kysely, sql } from "kysely";

/** Who changed what in a sheet, and how it stood before. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table document
      -- Number of the last update that the history tells. Moves in the transaction that writes those lines.
      add column history_seq bigint not null default 0;

    create table sheet_change (
      id bigint generated always as identity primary key,
      document_id uuid not null references document on delete cascade,
      generation int not null,
      -- The last update that it tells.
      seq bigint not null,
      row_id uuid not null,
      -- A stop or a price of that row, and its list.
      list text check (length(list) <= 40),
      part_id uuid,
      what text not null check (what in ('added', 'removed', 'restored', 'changed')),
      field text check (length(field) <= 40),
      before text check (length(before) <= 2000),
      after text check (length(after) <= 2000),
      -- Names as they were then.
      row_title text not null check (length(row_title) <= 200),
      part_name text not null check (length(part_name) <= 200),
      account_id uuid references account on delete set null,
      at timestamptz not null,
      -- A coordinator removed its words.
      erased_at timestamptz,
      unique nulls not distinct (document_id, generation, seq, row_id, part_id, what, field),
      check ((what = 'changed') = (field is not null)),
      check ((list is null) = (part_id is null)),
      check (erased_at is null or (before is null and after is null and row_title = '' and part_name = ''))
    );
    create index sheet_change_sheet on sheet_change (document_id, at, id);
    create index sheet_change_row on sheet_change (document_id, row_id, at, id);
    create index sheet_change_at on sheet_change (at);
    create index sheet_change_account on sheet_change (account_id) where account_id is not null;

    create table sheet_version (
      id uuid primary key default gen_random_uuid(),
      document_id uuid not null references document on delete cascade,
      generation int not null,
      -- The last update that it holds.
      seq bigint not null,
      kind text not null check (kind in ('hourly', 'import', 'named')),
      name text check (length(name) between 1 and 80),
      -- The hour whose edits came after it.
      hour timestamptz,
      account_id uuid references account on delete set null,
      -- The document's state, deflated.
      state bytea not null,
      created_at timestamptz not null,
      unique (document_id, generation, hour),
      check ((kind = 'named') = (name is not null)),
      check ((kind = 'hourly') = (hour is not null))
    );
    create index sheet_version_sheet on sheet_version (document_id, created_at);
    create index sheet_version_account on sheet_version (account_id) where account_id is not null;
  `.execute(db);
}
