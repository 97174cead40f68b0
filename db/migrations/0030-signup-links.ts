import { type Kysely, sql } from "kysely";

/** What sign-up links remember, and what makes two requests of one address one. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table signup
      -- The language for mails that leave later, such as an offer.
      add column locale text not null default 'fr' check (locale in ('fr', 'en')),
      add column passed_over_at timestamptz,
      add column passed_over_lacking int;
    -- Whoever asks, signed in or not: one live sign-up per address and trip.
    create unique index signup_one_live_email on signup (trip_id, email) where ended_at is null and email is not null;
    create index signup_network on signup (network_hash) where network_hash is not null and state = 'pending';
    create index signup_retention on signup (coalition_id) where anonymised_at is null;

    alter table signup_link
      -- What was asked with an address that already had a sign-up, sealed: its page shows this and nothing else.
      add column asked text,
      -- A confirmation link acts once; afterwards it only shows the booking.
      add column spent_at timestamptz;
    create index signup_link_expires on signup_link (expires);

    -- Who organises changes seldom and is asked at every page.
    create index trip_organiser_account on trip_organiser (account_id);
  `.execute(db);
}
