import { type Kysely, sql } from "kysely";

/** What is told and kept of a sheet is told and kept of every document: a thing is a row of a sheet, or an entry of an agenda. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table sheet_change rename to document_change;
    alter table document_change rename column row_id to thing_id;
    alter table document_change rename column row_title to thing_title;
    -- One time of a series is known by when it was to begin.
    alter table document_change alter column part_id type text, add check (length(part_id) <= 40);
    alter index sheet_change_sheet rename to document_change_document;
    alter index sheet_change_row rename to document_change_thing;
    alter index sheet_change_at rename to document_change_at;
    alter index sheet_change_account rename to document_change_account;

    alter table sheet_version rename to document_version;
    alter index sheet_version_sheet rename to document_version_document;
    alter index sheet_version_account rename to document_version_account;
  `.execute(db);
}
