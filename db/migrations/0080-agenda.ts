import { type Kysely, sql } from "kysely";

/** What a coalition's agenda says, as far as it is right: events, actions and tasks. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table agenda_entry (
      id uuid primary key default gen_random_uuid(),
      document_id uuid not null references document on delete cascade,
      -- Its key in the document: a document touches only its own entries.
      entry_id uuid not null,
      coalition_id uuid not null references coalition on delete cascade,
      kind text not null check (kind in ('meeting', 'action', 'leafleting', 'training', 'call', 'departure', 'task')),
      title text not null check (length(title) between 1 and 200),
      notes text not null check (length(notes) <= 2000),
      bring text not null check (length(bring) <= 2000),
      place text not null check (length(place) <= 200),
      address text not null check (length(address) <= 200),
      -- By the clock in Paris, or a whole day; the instants of the first time are derived from them.
      starts_local text check (length(starts_local) in (10, 16)),
      ends_local text check (length(ends_local) = length(starts_local)),
      starts_at timestamptz,
      -- The day after the last on which it stands begins then; null: not dated, or it goes on.
      over_at timestamptz,
      lead_id uuid references membership on delete set null,
      helpers int check (helpers between 1 and 1000),
      visibility text not null check (visibility in ('members', 'public')),
      due date,
      owner_id uuid references membership on delete set null,
      state text not null check (state in ('todo', 'doing', 'done')),
      -- Another entry of the same document, by its key; it may be gone.
      part_of uuid,
      recurrence jsonb,
      published_at timestamptz,
      removed_at timestamptz,
      cancelled_at timestamptz,
      cancel_reason text check (length(cancel_reason) between 3 and 500),
      -- Grows with what a calendar shows of it.
      revision int not null default 0,
      changed_at timestamptz not null,
      unique (document_id, entry_id),
      unique (id, coalition_id),
      check ((starts_local is null) = (starts_at is null)),
      check (ends_local is null or starts_local is not null),
      check (recurrence is null or starts_local is not null),
      check ((cancelled_at is null) = (cancel_reason is null))
    );
    create index agenda_entry_starts on agenda_entry (coalition_id, starts_at) where removed_at is null;
    create index agenda_entry_over on agenda_entry (coalition_id, over_at) where removed_at is null;
    create index agenda_entry_series on agenda_entry (coalition_id) where recurrence is not null and removed_at is null;
    create index agenda_entry_tasks on agenda_entry (coalition_id, due) where kind = 'task' and removed_at is null;
    create index agenda_entry_lead on agenda_entry (lead_id) where lead_id is not null;
    create index agenda_entry_owner on agenda_entry (owner_id) where owner_id is not null;

    create table agenda_exception (
      entry uuid not null references agenda_entry on delete cascade,
      -- When that time was to begin, by which it is known.
      at text not null check (length(at) in (10, 16)),
      cancelled boolean not null,
      starts_local text not null check (length(starts_local) in (0, 10, 16)),
      ends_local text not null check (length(ends_local) in (0, 10, 16)),
      place text not null check (length(place) <= 200),
      primary key (entry, at)
    );

    insert into document (coalition_id, kind) select id, 'agenda' from coalition;
  `.execute(db);
}
