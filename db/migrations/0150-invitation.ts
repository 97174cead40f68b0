import { type Kysely, sql } from "kysely";

/** Invitations to a coalition: by mail for one address, or by a link for so many people. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table invitation (
      id uuid primary key default gen_random_uuid(),
      coalition_id uuid not null references coalition on delete cascade,
      role text not null check (role in ('participant', 'member', 'coordinator')),
      token_hash text not null unique,
      -- By mail: whose address it is, and the address itself while the invitation is open. By link: null.
      email_hash text,
      email_sealed text check (email_sealed is null or email_hash is not null),
      label text not null default '' check (length(label) <= 80),
      uses integer not null default 0,
      uses_most integer not null check (uses_most between 1 and 500),
      expires timestamptz not null,
      revoked_at timestamptz,
      created_by uuid references account on delete set null,
      created_at timestamptz not null,
      check (email_hash is null or uses_most = 1),
      check (role <> 'coordinator' or email_hash is not null)
    );
    create index invitation_coalition on invitation (coalition_id, created_at);
    create index invitation_author on invitation (created_by) where created_by is not null;
    create index invitation_email on invitation (email_hash) where email_hash is not null;
    create index invitation_expiry on invitation (expires);

    -- Where one wanted to go is sealed from now on; whoever is between two steps asks again.
    delete from sign_in;
    alter table sign_in
      drop constraint sign_in_return_path_check,
      alter column return_path drop default;

    -- When a coordinator last gave them their role: an older invitation does not undo it.
    alter table membership add column decided_at timestamptz;
  `.execute(db);
}
