import { type Kysely, sql } from "kysely";

/** Links with which somebody without account reads one plan, until they end. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table plan_link (
      id uuid primary key default gen_random_uuid(),
      plan_id uuid not null references plan on delete cascade,
      token_hash text not null unique,
      expires timestamptz not null,
      revoked_at timestamptz,
      created_by uuid references account on delete set null,
      created_at timestamptz not null
    );
    create index plan_link_plan on plan_link (plan_id, created_at);
    create index plan_link_author on plan_link (created_by) where created_by is not null;
  `.execute(db);
}
