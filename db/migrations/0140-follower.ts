import { type Kysely, sql } from "kysely";

/** Who follows a coalition by an address, without an account; and how often each of its people wants to hear of it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table follower (
      id uuid primary key default gen_random_uuid(),
      coalition_id uuid not null references coalition on delete cascade,
      email text not null check (email = lower(email) and length(email) <= 254),
      locale text not null check (locale in ('fr', 'en')),
      -- Whoever wants nothing any more has no row.
      frequency text not null default 'now' check (frequency in ('now', 'daily')),
      -- Of the sentence that was agreed to.
      consent_version text not null,
      asked_at timestamptz not null,
      -- Of the link that confirms, until it has.
      token_hash text unique,
      confirmed_at timestamptz,
      -- Up to when a daily mail has told what is new.
      told_at timestamptz not null,
      unique (coalition_id, email),
      check ((token_hash is null) = (confirmed_at is not null))
    );
    create index follower_email on follower (email);
    create index follower_unconfirmed on follower (asked_at) where confirmed_at is null;

    alter table membership
      add column frequency text not null default 'now' check (frequency in ('now', 'daily', 'never')),
      add column told_at timestamptz not null default now();
  `.execute(db);
}
