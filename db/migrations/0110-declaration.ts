import { type Kysely, sql } from "kysely";

/** Coalitions that are declared: what is asked of their two contacts, what is decided about them, and what lasts. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- How else a coalition is reached. Nothing but these three kinds of address ever becomes a link.
    create table coalition_channel (
      id uuid primary key default gen_random_uuid(),
      coalition_id uuid not null references coalition on delete cascade,
      kind text not null check (kind in ('phone', 'page', 'social', 'chat', 'list')),
      address text not null check (
        length(address) <= 300 and address ~ '^(https?://[^[:space:]<>"]+|mailto:[^[:space:]<>"]+@[^[:space:]<>"]+|tel:[+]?[0-9]{3,15})$'
      ),
      position int not null check (position between 0 and 50),
      unique (coalition_id, address)
    );

    create table declaration (
      id uuid primary key default gen_random_uuid(),
      -- Of the cookie of who writes it; null once it is sent.
      key_hash text unique,
      state text not null default 'draft'
        check (state in ('draft', 'to_confirm', 'received', 'asked_back', 'published', 'refused', 'merged')),
      -- Everything that was typed, sealed; null once it is decided and no longer needed.
      content text,
      -- What the queue is sorted and compared by: nothing of a person.
      name text not null default '' check (length(name) <= 100),
      folded_name text not null generated always as (folded(name)) stored,
      town text not null default '',
      departement text not null default '',
      latitude double precision check (latitude between -90 and 90),
      longitude double precision check (longitude between -180 and 180),
      locale text not null default 'fr' check (locale in ('fr', 'en')),
      -- The network it came from, as mails know it.
      network_hash text,
      created_at timestamptz not null,
      -- Erased then, unless it goes on.
      expires_at timestamptz,
      sent_at timestamptz,
      received_at timestamptz,
      decided_at timestamptz,
      -- The one it became, or joined.
      coalition_id uuid references coalition on delete set null,
      check ((latitude is null) = (longitude is null))
    );
    create index declaration_state on declaration (state, received_at);
    create index declaration_expiry on declaration (expires_at) where expires_at is not null;
    create index declaration_coalition on declaration (coalition_id) where coalition_id is not null;

    create table declaration_contact (
      id uuid primary key default gen_random_uuid(),
      declaration_id uuid not null references declaration on delete cascade,
      position int not null check (position in (1, 2)),
      email_hash text not null,
      -- The person's own page; the mail has the token.
      token_hash text not null unique,
      mailed_at timestamptz not null,
      confirmed_at timestamptz,
      refused_at timestamptz,
      check (confirmed_at is null or refused_at is null),
      unique (declaration_id, position),
      unique (declaration_id, email_hash)
    );
    create index declaration_contact_email on declaration_contact (email_hash);

    -- What a person agreed that everybody may read: one row each time it was given. The newest of a field counts.
    create table consent (
      id uuid primary key default gen_random_uuid(),
      -- Whose: the keyed hash of the address, for people with an account and without.
      email_hash text not null,
      declaration_id uuid references declaration on delete cascade,
      coalition_id uuid references coalition on delete cascade,
      field text not null,
      text_version text not null,
      given_at timestamptz not null,
      withdrawn_at timestamptz check (withdrawn_at >= given_at)
    );
    create index consent_email on consent (email_hash);
    create index consent_declaration on consent (declaration_id) where declaration_id is not null;
    create index consent_coalition on consent (coalition_id) where coalition_id is not null;

    -- Only what was agreed to stands in it. Who it is, so that they can take it back; rows without one were given to us.
    alter table coalition_contact add column email_hash text;
    create index coalition_contact_email on coalition_contact (email_hash) where email_hash is not null;

    create table report (
      id uuid primary key default gen_random_uuid(),
      coalition_id uuid not null references coalition on delete cascade,
      reason text not null check (length(reason) between 1 and 1000),
      -- Sealed, where one wants an answer.
      email text,
      network_hash text,
      created_at timestamptz not null,
      closed_at timestamptz
    );
    create index report_open on report (created_at) where closed_at is null;
    create index report_network on report (network_hash, created_at);
    create index report_coalition on report (coalition_id);

    -- Every decision of the national coordination: kept after what it was about is gone.
    create table decision (
      id uuid primary key default gen_random_uuid(),
      account_id uuid references account on delete set null,
      act text not null check (act in (
        'published', 'asked_back', 'refused', 'merged', 'report_closed',
        'key_date_made', 'key_date_moved', 'key_date_cancelled', 'key_date_restored'
      )),
      -- The name of what it was about, as it was then.
      subject text not null,
      reason text not null default '' check (length(reason) <= 2000),
      declaration_id uuid references declaration on delete set null,
      coalition_id uuid references coalition on delete set null,
      at timestamptz not null
    );
    create index decision_at on decision (at desc, id);
    create index decision_account on decision (account_id) where account_id is not null;
    create index decision_declaration on decision (declaration_id) where declaration_id is not null;
    create index decision_coalition on decision (coalition_id) where coalition_id is not null;

    -- « Toujours active ? »: asked of its coordinators when nothing was said for six months; empty once they say yes.
    alter table coalition
      add column active_at timestamptz not null default now(),
      add column asked_active_at timestamptz;

    alter table key_date
      add column cancelled_at timestamptz,
      add column cancel_reason text not null default '' check (length(cancel_reason) <= 300),
      -- What calendars call SEQUENCE: one more each time it is moved, cancelled or restored.
      add column revision int not null default 0,
      add column changed_at timestamptz not null default now();
  `.execute(db);
}
