import { type Kysely, sql } from "kysely";

/** Action plans as their documents were last projected, and the images that stand in them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table plan (
      id uuid primary key default gen_random_uuid(),
      document_id uuid not null unique references document on delete cascade,
      coalition_id uuid not null references coalition on delete cascade,
      title text not null check (length(title) between 1 and 120),
      -- The tree of domain/plan/body.ts.
      content jsonb not null default '[]',
      -- The words alone, for the search.
      words text not null default '',
      -- What its author's browser writes into it when it is first opened, counted back from the day.
      template text check (length(template) <= 40),
      template_day date,
      archived_at timestamptz,
      created_by uuid references account on delete set null,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      revision int not null default 0,
      check (template is not null or template_day is null)
    );
    create index plan_coalition on plan (coalition_id, (archived_at is null), updated_at desc, id);
    create index plan_author on plan (created_by) where created_by is not null;

    create table plan_image (
      id uuid primary key default gen_random_uuid(),
      coalition_id uuid not null references coalition on delete cascade,
      hash text not null,
      type text not null check (type in ('image/webp', 'image/png', 'image/jpeg')),
      width int not null check (width between 1 and 4000),
      height int not null check (height between 1 and 4000),
      bytes bytea not null check (length(bytes) between 1 and 2097152),
      created_by uuid references account on delete set null,
      created_at timestamptz not null,
      unique (coalition_id, hash)
    );
    create index plan_image_author on plan_image (created_by) where created_by is not null;
  `.execute(db);
}
