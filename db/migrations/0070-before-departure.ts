import { type Kysely, sql } from "kysely";

/** What happens to a booking before departure: reminders once each, « Je viens », and a calendar entry that grows. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- Written in the transaction that queues the mail: no worker, however many and however killed, sends it twice.
    create table signup_reminder (
      signup_id uuid not null references signup on delete cascade,
      days_before int not null check (days_before in (7, 3, 1)),
      queued_at timestamptz not null,
      primary key (signup_id, days_before)
    );

    -- Who boards within days is looked for every minute.
    create index trip_stop_at on trip_stop (at);

    alter table signup
      -- « Je viens », said from three days before.
      add column coming_at timestamptz,
      -- How often what a calendar shows of it has changed; together with the trip's, the SEQUENCE of its entries.
      add column revision int not null default 0,
      add check (coming_at is null or confirmed_at is not null);
    alter table trip add column revision int not null default 0;

    create function count_revision() returns trigger language plpgsql as $$
    begin
      new.revision := old.revision + 1;
      return new;
    end $$;
    create trigger signup_revision before update on signup for each row
      when ((old.state, old.party, old.outbound_from, old.outbound_to, old.return_from, old.return_to)
        is distinct from (new.state, new.party, new.outbound_from, new.outbound_to, new.return_from, new.return_to))
      execute function count_revision();

    create trigger trip_revision before update on trip for each row
      when ((old.title, old.mode, old.cancelled_at) is distinct from (new.title, new.mode, new.cancelled_at))
      execute function count_revision();

    create function count_stop_revision() returns trigger language plpgsql as $$
    begin
      update trip set revision = revision + 1 where id = new.trip_id;
      return null;
    end $$;
    create trigger trip_stop_revision after update on trip_stop for each row
      when ((old.place, old.at) is distinct from (new.place, new.at))
      execute function count_stop_revision();
  `.execute(db);
}
