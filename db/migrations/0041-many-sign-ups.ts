import { type Kysely, sql } from "kysely";

/** What many sign-ups need: the queue in order, mails counted by network, and the language of an account. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create index signup_queue on signup (trip_id, queue_number) where state in ('waiting', 'offered');
    -- Looked for at every sweep.
    create index trip_raised on trip (seats_raised_at) where seats_raised_at is not null;

    -- Whose network asked for the mail, hashed with a key; only for mails that anybody may ask for.
    alter table outbox add column network_hash text;
    create index outbox_network on outbox (network_hash, created_at) where network_hash is not null;

    -- The language of the pages where the account last signed in, for mails that leave at nobody's asking.
    alter table sign_in add column locale text not null default 'fr' check (locale in ('fr', 'en'));
    alter table account add column locale text not null default 'fr' check (locale in ('fr', 'en'));
  `.execute(db);
}
