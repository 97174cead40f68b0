import { type Kysely, sql } from "kysely";

/** How people register for an event: the form that its organisers have set, and what people answered. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table entry_registration (
      entry_id uuid primary key references agenda_entry on delete cascade,
      capacity int not null check (capacity between 1 and 5000),
      closes_at timestamptz not null,
      -- The days that one chooses between; none: they are not asked.
      days text[] not null default '{}' check (cardinality(days) <= 7),
      questions jsonb not null default '[]' check (jsonb_typeof(questions) = 'array' and jsonb_array_length(questions) <= 8),
      -- The day on which everybody's answers go.
      purge_on date not null,
      updated_by uuid references account on delete set null,
      updated_at timestamptz not null
    );
    -- Sealed with a key outside the database.
    alter table signup
      add column answers_encrypted text,
      add constraint signup_cancelled_answers_nothing check (state <> 'cancelled' or answers_encrypted is null);
  `.execute(db);
}
