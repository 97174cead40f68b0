import { type Kysely, sql } from "kysely";

/** The words of a sheet's rows as it says them now, trips or drafts, for the search of its coalition. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table sheet_row (
      document_id uuid not null references document on delete cascade,
      row_id uuid not null,
      title text not null check (length(title) <= 200),
      words text not null check (length(words) <= 20000),
      -- When it leaves, by the clock in Paris.
      at text check (length(at) = 16),
      changed_at timestamptz not null,
      primary key (document_id, row_id)
    );
    -- What sheets say already is read at the next start.
    update document set projected_seq = 0 where kind = 'sheet';
  `.execute(db);
}
