import { type Kysely, sql } from "kysely";

/** A sign-up is for a trip, or for an entry of the agenda: an action that wants helpers, an event that one registers for. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table entry_organiser (
      entry_id uuid not null references agenda_entry on delete cascade,
      account_id uuid not null references account on delete cascade,
      given_by uuid references account on delete set null,
      given_at timestamptz not null default now(),
      primary key (entry_id, account_id)
    );
    create index entry_organiser_account on entry_organiser (account_id);

    alter table signup
      alter column trip_id drop not null,
      add column entry_id uuid,
      -- Of a series, which one: when it begins by its rule, in wall-clock time.
      add column occurrence text check (occurrence ~ '^20\\d\\d-\\d\\d-\\d\\d(T\\d\\d:\\d\\d)?$'),
      add foreign key (entry_id, coalition_id) references agenda_entry (id, coalition_id),
      add check ((trip_id is null) <> (entry_id is null)),
      add check (occurrence is null or entry_id is not null);
    -- Where one boards is said of trips alone.
    do $$
    declare
      old text;
    begin
      select conname into strict old from pg_constraint
      where conrelid = 'signup'::regclass and contype = 'c'
        and pg_get_constraintdef(oid) like '%outbound_from IS NOT NULL) OR (return_from IS NOT NULL%';
      execute format('alter table signup drop constraint %I', old);
    end $$;
    alter table signup add check ((trip_id is not null) = (outbound_from is not null or return_from is not null));

    create unique index signup_one_live_entry on signup (entry_id, coalesce(occurrence, ''), holder)
      where ended_at is null and entry_id is not null;
    create unique index signup_one_live_entry_email on signup (entry_id, coalesce(occurrence, ''), email)
      where ended_at is null and entry_id is not null and email is not null;
    create unique index signup_entry_queue_number on signup (entry_id, coalesce(occurrence, ''), queue_number)
      where entry_id is not null;
    create index signup_entry_queue on signup (entry_id, queue_number) where state in ('waiting', 'offered');
  `.execute(db);
}
