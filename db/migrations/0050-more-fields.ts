import { type Kysely, sql } from "kysely";

/** What a trip says beyond its times and seats, the prices to choose from, and what a sign-up says of both. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table trip
      add column payment text check (payment in ('free', 'onboard', 'link')),
      add column payment_link text check (payment_link ~ '^https://' and length(payment_link) <= 500),
      add column wheelchair_spaces int check (wheelchair_spaces between 0 and 20),
      add column quiet_seat text check (quiet_seat in ('yes', 'no')),
      add column luggage text check (luggage in ('none', 'small', 'large')),
      add column animals text check (animals in ('no', 'small', 'yes')),
      add column bring text check (length(bring) between 1 and 2000),
      add column operator text check (length(operator) between 1 and 200),
      add column operator_phone text check (length(operator_phone) between 6 and 40);
    alter table trip_stop add column step_free boolean not null default false;

    -- In cents; no amount is "pay what you can". Money never passes through us.
    create table trip_price (
      trip_id uuid not null references trip on delete cascade,
      id uuid not null,
      label text not null check (length(label) <= 60),
      amount int check (amount between 0 and 100000),
      position int not null check (position between 0 and 7),
      removed_at timestamptz,
      primary key (trip_id, id)
    );
    create unique index trip_price_position on trip_price (trip_id, position) where removed_at is null;

    alter table signup
      add column price_id uuid,
      -- A mark of who runs the trip, never of the holder.
      add column paid_at timestamptz,
      -- Sealed: what the person needs, and whether it is a place for a wheelchair.
      add column access_encrypted text,
      add foreign key (trip_id, price_id) references trip_price (trip_id, id);
  `.execute(db);
}
