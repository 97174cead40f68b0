import { type Kysely, sql } from "kysely";

/** Choosing a date together: dates, and what people without account answer. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table date_poll (
      id uuid primary key default gen_random_uuid(),
      coalition_id uuid not null references coalition on delete cascade,
      title text not null check (length(title) between 1 and 120),
      about text not null default '' check (length(about) <= 500),
      place text not null default '' check (length(place) <= 200),
      minutes int not null check (minutes between 15 and 720),
      closes_at timestamptz not null,
      created_by uuid references account on delete set null,
      created_at timestamptz not null,
      -- The date that was kept, and the entry of the agenda that a person's browser writes for it.
      kept_option uuid,
      kept_at timestamptz,
      entry_id uuid,
      removed_at timestamptz,
      check ((kept_option is null) = (kept_at is null) and (kept_option is null) = (entry_id is null))
    );
    create index date_poll_coalition on date_poll (coalition_id, created_at) where removed_at is null;
    create table date_poll_option (
      poll_id uuid not null references date_poll on delete cascade,
      id uuid not null default gen_random_uuid(),
      starts_local text not null check (starts_local ~ '^20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d$'),
      primary key (poll_id, id),
      unique (poll_id, starts_local)
    );
    alter table date_poll add foreign key (id, kept_option) references date_poll_option (poll_id, id);
    -- Somebody's answers. Who has the link whose hash this is may change them.
    create table date_poll_reply (
      poll_id uuid not null references date_poll on delete cascade,
      id uuid not null default gen_random_uuid(),
      first_name text not null check (length(first_name) between 1 and 80),
      token_hash text not null unique,
      network_hash text,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      primary key (poll_id, id)
    );
    create table date_poll_answer (
      poll_id uuid not null,
      reply_id uuid not null,
      option_id uuid not null,
      answer text not null check (answer in ('yes', 'maybe', 'no')),
      primary key (poll_id, reply_id, option_id),
      foreign key (poll_id, reply_id) references date_poll_reply (poll_id, id) on delete cascade,
      foreign key (poll_id, option_id) references date_poll_option (poll_id, id) on delete cascade
    );
  `.execute(db);
}
