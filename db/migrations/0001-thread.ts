import { type Kysely, sql } from "kysely";

/** The spine: accounts, coalitions, documents, trips, sign-ups, mail. Times are instants unless called `_local`. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table account (
      id uuid primary key default gen_random_uuid(),
      email text not null unique check (email = lower(email) and length(email) <= 254),
      name text not null default '' check (length(name) <= 80),
      national boolean not null default false,
      created_at timestamptz not null default now()
    );
    create table session (
      token_hash text primary key,
      account_id uuid not null references account on delete cascade,
      expires timestamptz not null,
      created_at timestamptz not null default now()
    );
    create index session_account on session (account_id);
    create table sign_in (
      id uuid primary key default gen_random_uuid(),
      email text not null check (email = lower(email)),
      browser_hash text not null,
      code_hash text not null,
      token_hash text not null unique,
      wrong_codes int not null default 0 check (wrong_codes between 0 and 5),
      expires timestamptz not null,
      ended_at timestamptz,
      created_at timestamptz not null default now()
    );
    create index sign_in_email on sign_in (email, created_at);
    create unique index sign_in_one_live_per_browser on sign_in (email, browser_hash) where ended_at is null;

    create table coalition (
      id uuid primary key default gen_random_uuid(),
      slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 60),
      name text not null,
      scope text not null,
      town text not null,
      postcode text not null,
      departement text not null,
      region text not null default '',
      description text not null default '',
      forecast text not null default '',
      organisations text[] not null default '{}',
      website text,
      published_at timestamptz,
      created_at timestamptz not null default now()
    );
    create table coalition_contact (
      id uuid primary key default gen_random_uuid(),
      coalition_id uuid not null references coalition on delete cascade,
      role text not null,
      organisation text,
      email text,
      phone text,
      consent_at timestamptz not null
    );
    create index coalition_contact_coalition on coalition_contact (coalition_id);

    -- The roster: who stands in a coalition, with an account or only by name. Its id is what documents hold.
    create table membership (
      id uuid primary key default gen_random_uuid(),
      coalition_id uuid not null references coalition on delete cascade,
      account_id uuid references account on delete set null,
      name text not null check (length(name) between 1 and 80),
      role text check (role in ('participant', 'member', 'coordinator')),
      removed_at timestamptz,
      created_at timestamptz not null default now(),
      unique (coalition_id, account_id),
      check (role is null or account_id is not null or removed_at is not null)
    );
    create index membership_account on membership (account_id);

    create table key_date (
      id uuid primary key default gen_random_uuid(),
      title text not null,
      starts_on date not null,
      ends_on date not null check (ends_on >= starts_on),
      scope text not null
    );
    -- What people travel to. National ones have no coalition.
    create table departure (
      id uuid primary key default gen_random_uuid(),
      coalition_id uuid references coalition on delete cascade,
      key_date_id uuid references key_date on delete set null,
      title text not null,
      kind text not null,
      starts_at_local text not null,
      ends_at_local text not null,
      zone text not null default 'Europe/Paris',
      place text not null,
      address text not null default '',
      description text not null default ''
    );

    create table document (
      id uuid primary key default gen_random_uuid(),
      coalition_id uuid not null references coalition on delete cascade,
      kind text not null check (kind in ('sheet', 'agenda', 'plan')),
      generation int not null default 1 check (generation > 0),
      projected_seq bigint not null default 0,
      created_at timestamptz not null default now()
    );
    create unique index document_one_sheet on document (coalition_id) where kind = 'sheet';
    create unique index document_one_agenda on document (coalition_id) where kind = 'agenda';
    create table document_update (
      document_id uuid not null references document on delete cascade,
      generation int not null,
      seq bigint not null check (seq > 0),
      payload bytea not null,
      account_id uuid references account on delete set null,
      committed_at timestamptz not null default now(),
      primary key (document_id, generation, seq)
    );
    -- The state after update seq; the log up to it may be dropped.
    create table document_snapshot (
      document_id uuid not null references document on delete cascade,
      generation int not null,
      seq bigint not null,
      state bytea not null,
      created_at timestamptz not null default now(),
      primary key (document_id, generation)
    );
    -- Whose client id it is, and who committed which clocks of it.
    create table document_client (
      document_id uuid not null references document on delete cascade,
      generation int not null,
      client_id bigint not null check (client_id between 0 and 4294967295),
      account_id uuid not null references account on delete cascade,
      declared_at timestamptz not null default now(),
      primary key (document_id, generation, client_id)
    );
    create table document_authorship (
      document_id uuid not null references document on delete cascade,
      generation int not null,
      client_id bigint not null,
      clock_from bigint not null,
      clock_to bigint not null check (clock_to > clock_from),
      account_id uuid references account on delete set null,
      committed_at timestamptz not null default now(),
      primary key (document_id, generation, client_id, clock_from)
    );

    create table trip (
      id uuid primary key default gen_random_uuid(),
      document_id uuid not null references document on delete cascade,
      row_id uuid not null,
      coalition_id uuid not null references coalition on delete cascade,
      departure_id uuid not null references departure,
      mode text not null check (mode in ('car', 'minibus', 'coach', 'train', 'bike', 'walk')),
      title text not null check (length(title) between 1 and 200),
      seats int not null check (seats between 1 and 1000),
      organiser_seats int not null default 0 check (organiser_seats >= 0 and organiser_seats <= seats),
      -- A higher number of seats counts only once it has stood for two minutes.
      seats_raised_to int,
      seats_raised_at timestamptz,
      booking_deadline timestamptz not null,
      owner_id uuid references membership on delete set null,
      notes text not null default '',
      state text not null check (state in ('draft', 'open', 'closed')),
      sort_order text not null default '',
      published_at timestamptz,
      removed_at timestamptz,
      cancelled_at timestamptz,
      cancel_reason text,
      unique (document_id, row_id),
      unique (id, coalition_id),
      check ((seats_raised_to is null) = (seats_raised_at is null)),
      check ((cancelled_at is null) = (cancel_reason is null))
    );
    create index trip_coalition on trip (coalition_id);
    create table trip_stop (
      trip_id uuid not null references trip on delete cascade,
      id uuid not null,
      direction text not null check (direction in ('outbound', 'return')),
      position int not null check (position >= 0),
      place text not null check (length(place) between 1 and 200),
      at timestamptz not null,
      removed_at timestamptz,
      primary key (trip_id, id),
      unique (trip_id, direction, id)
    );
    create unique index trip_stop_position on trip_stop (trip_id, direction, position) where removed_at is null;
    create table trip_organiser (
      trip_id uuid not null references trip on delete cascade,
      account_id uuid not null references account on delete cascade,
      given_by uuid references account on delete set null,
      given_at timestamptz not null default now(),
      primary key (trip_id, account_id)
    );

    create table signup (
      id uuid primary key default gen_random_uuid(),
      trip_id uuid not null,
      coalition_id uuid not null,
      -- account:<id>, email:<address> or person:<id>: one live row per holder and thing.
      holder text not null,
      account_id uuid references account on delete set null,
      email text check (email = lower(email)),
      first_name text not null default '' check (length(first_name) <= 80),
      phone_encrypted text,
      party int not null check (party between 1 and 5),
      outbound_from uuid, outbound_to uuid, return_from uuid, return_to uuid,
      state text not null check (state in ('pending', 'waiting', 'offered', 'confirmed', 'cancelled', 'expired')),
      -- A pending sign-up beyond the caps holds nothing until confirmed.
      holds boolean not null default true,
      queue_number int check (queue_number > 0),
      confirmed_at timestamptz,
      expires_at timestamptz,
      consent_at timestamptz,
      network_hash text,
      written_by uuid references account on delete set null,
      cancel_reason text,
      ended_at timestamptz,
      anonymised_at timestamptz,
      created_at timestamptz not null default now(),
      foreign key (trip_id, coalition_id) references trip (id, coalition_id),
      foreign key (trip_id, outbound_from) references trip_stop (trip_id, id),
      foreign key (trip_id, outbound_to) references trip_stop (trip_id, id),
      foreign key (trip_id, return_from) references trip_stop (trip_id, id),
      foreign key (trip_id, return_to) references trip_stop (trip_id, id),
      check ((outbound_from is null) = (outbound_to is null)),
      check ((return_from is null) = (return_to is null)),
      check (outbound_from is not null or return_from is not null),
      check ((state in ('pending', 'offered')) = (expires_at is not null)),
      check (state not in ('waiting', 'offered') or queue_number is not null),
      check ((state in ('cancelled', 'expired')) = (ended_at is not null)),
      check (state <> 'confirmed' or confirmed_at is not null)
    );
    create unique index signup_one_live on signup (trip_id, holder) where ended_at is null;
    create unique index signup_queue_number on signup (trip_id, queue_number);
    create index signup_email on signup (email) where email is not null;
    create index signup_account on signup (account_id) where account_id is not null;
    create index signup_expiry on signup (expires_at) where expires_at is not null;
    create table signup_event (
      id bigint generated always as identity primary key,
      signup_id uuid not null references signup on delete cascade,
      at timestamptz not null,
      what text not null,
      by_kind text not null check (by_kind in ('holder', 'organiser', 'system')),
      account_id uuid references account on delete set null,
      detail jsonb not null default '{}'
    );
    create index signup_event_signup on signup_event (signup_id);
    create table signup_link (
      token_hash text primary key,
      signup_id uuid references signup on delete cascade,
      email text,
      purpose text not null check (purpose in ('holder', 'confirm', 'manage', 'list')),
      code_hash text,
      wrong_codes int not null default 0,
      expires timestamptz not null,
      ended_at timestamptz,
      created_at timestamptz not null default now(),
      check (signup_id is not null or email is not null)
    );
    create index signup_link_signup on signup_link (signup_id);

    -- Wrong codes per address and day, for signing in and for bookings alike.
    create table code_failure (
      email text not null,
      day date not null,
      count int not null default 0,
      primary key (email, day)
    );

    create table outbox (
      id uuid primary key default gen_random_uuid(),
      recipient_hash text not null,
      template text not null,
      locale text not null default 'fr',
      -- Recipient and data, encrypted; erased once sent.
      payload text,
      attempts int not null default 0,
      next_attempt_at timestamptz not null default now(),
      leased_until timestamptz,
      sent_at timestamptz,
      failed_at timestamptz,
      created_at timestamptz not null default now()
    );
    create index outbox_due on outbox (next_attempt_at) where sent_at is null and failed_at is null;
    create index outbox_recipient on outbox (recipient_hash, created_at);
    create table job_run (
      id bigint generated always as identity primary key,
      job text not null,
      started_at timestamptz not null,
      finished_at timestamptz,
      outcome jsonb not null default '{}'
    );
    -- What happened once and for all, such as the load of the demo data.
    create table marker (
      name text primary key,
      at timestamptz not null default now()
    );
  `.execute(db);
}
