import { type Kysely, sql } from "kysely";

/** Since when a document is of its present generation, and who dropped what came before. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table document
      add column generation_at timestamptz,
      add column generation_by uuid references account on delete set null,
      add check (generation_by is null or generation_at is not null);
    create index document_generation_by on document (generation_by) where generation_by is not null;
  `.execute(db);
}
