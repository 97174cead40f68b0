import { type Kysely, sql } from "kysely";

/** What a coalition says of itself on its page, and who changed which part of it last. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- Markdown, as its coordinators typed it.
    alter table coalition add column presentation text not null default '' check (length(presentation) <= 12000);

    -- So that who opened a form before another one saved it does not undo what the other wrote.
    create table coalition_part (
      coalition_id uuid not null references coalition on delete cascade,
      part text not null check (part in ('words', 'presentation', 'organisations', 'photo')),
      revision int not null default 0,
      changed_by uuid references account on delete set null,
      changed_at timestamptz,
      primary key (coalition_id, part)
    );
    create index coalition_part_author on coalition_part (changed_by) where changed_by is not null;

    -- Shown once it is described.
    create table coalition_photo (
      coalition_id uuid primary key references coalition on delete cascade,
      hash text not null,
      width int not null check (width between 1 and 4000),
      height int not null check (height between 1 and 4000),
      bytes bytea not null check (length(bytes) between 1 and 2097152),
      alt text not null default '' check (length(alt) <= 300),
      credit text not null default '' check (length(credit) <= 120),
      created_at timestamptz not null
    );
  `.execute(db);
}
