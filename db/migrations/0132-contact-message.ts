import { type Kysely, sql } from "kysely";

/** Messages that the public writes to a coalition: kept until they are sent, and for a day that one was sent. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table contact_message (
      id uuid primary key default gen_random_uuid(),
      coalition_id uuid not null references coalition on delete cascade,
      -- Sealed, while it waits for its sender to confirm by mail; null once it is sent.
      content text,
      token_hash text unique,
      email_hash text not null,
      network_hash text,
      created_at timestamptz not null
    );
    create index contact_message_network on contact_message (network_hash, created_at);
    create index contact_message_email on contact_message (email_hash, created_at);
    create index contact_message_coalition on contact_message (coalition_id, created_at);
    create index contact_message_age on contact_message (created_at);

    -- Proofs of work that were used.
    create table spent_proof (
      hash text primary key,
      expires_at timestamptz not null
    );
    create index spent_proof_expiry on spent_proof (expires_at);
  `.execute(db);
}
