import { type Kysely, sql } from "kysely";

/** Files that a coalition gives away: what each is, and its bytes in pieces, so that no query carries a whole one. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table material (
      id uuid primary key default gen_random_uuid(),
      coalition_id uuid not null references coalition on delete cascade,
      -- Empty until somebody has said what it is: then nobody but members sees it.
      title text not null default '' check (length(title) <= 120),
      language text not null check (length(language) between 2 and 3),
      licence text not null check (length(licence) <= 20),
      kind text not null check (kind in ('pdf', 'png', 'jpeg', 'odt', 'ods', 'odp')),
      size int not null check (size between 1 and 10485760),
      hash text not null,
      version int not null default 1,
      revision int not null default 0,
      position int not null,
      changed_by uuid references account on delete set null,
      changed_at timestamptz not null
    );
    create index material_coalition on material (coalition_id, position, id);
    create index material_author on material (changed_by) where changed_by is not null;
    create table material_piece (
      material_id uuid not null references material on delete cascade,
      place int not null,
      bytes bytea not null check (length(bytes) between 1 and 262144),
      primary key (material_id, place)
    );
  `.execute(db);
}
