import { sql } from "kysely";
import type { Db, Trx } from "./client";

/** Who wants one mail a day, as a follower or as one of a coalition's people; of these columns. */
const daily = sql`
  select follower.id, follower.coalition_id, follower.email, follower.locale, follower.told_at, true as by_address
  from follower where follower.frequency = 'daily' and follower.confirmed_at is not null
  union all
  select membership.id, membership.coalition_id, account.email, account.locale, membership.told_at, false
  from membership join account on account.id = membership.account_id
  where membership.frequency = 'daily' and membership.role is not null and membership.removed_at is null`;

/** Addresses that were last told before `due`. */
export async function dueAddresses(db: Db, due: Date, limit: number): Promise<string[]> {
  const { rows } = await sql<{ email: string }>`
    select distinct email from (${daily}) as each where told_at < ${due} order by email limit ${limit}`.execute(db);
  return rows.map(({ email }) => email);
}

export type DueCoalition = {
  coalitionId: string;
  slug: string;
  name: string;
  locale: string;
  /** Since when they have not been told. */
  toldAt: Date;
  /** Of their place there: what stops it. */
  id: string;
};

/** The published coalitions of which an address is to be told, by name; each once, as one of its people where it is both. */
export async function dueCoalitions(trx: Trx, email: string, due: Date): Promise<DueCoalition[]> {
  const { rows } = await sql<DueCoalition>`
    select distinct on (coalition.name, coalition.id) coalition.id as coalition_id, coalition.slug, coalition.name,
      each.locale, each.told_at, each.id
    from (${daily}) as each join coalition on coalition.id = each.coalition_id
    where each.email = ${email} and each.told_at < ${due} and coalition.published_at is not null
      -- One of its people who wants to hear otherwise has chosen for their address too.
      and not (each.by_address and exists (
        select from membership join account on account.id = membership.account_id
        where membership.coalition_id = each.coalition_id and account.email = each.email
          and membership.role is not null and membership.removed_at is null and membership.frequency <> 'daily'
      ))
    order by coalition.name, coalition.id, each.by_address
  `.execute(trx);
  return rows;
}

/** From now on they are told of what comes after `until`. */
export async function markTold(trx: Trx, email: string, due: Date, until: Date): Promise<void> {
  await sql`update follower set told_at = ${until}
    where email = ${email} and frequency = 'daily' and told_at < ${due}`.execute(trx);
  await sql`update membership set told_at = ${until} from account
    where account.id = membership.account_id and account.email = ${email} and frequency = 'daily'
      and told_at < ${due}`.execute(trx);
}

/** Of one coalition in one mail. */
const thingsShown = 30;

export type NewThing = { kind: "news" | "trip" | "action"; id: string; title: string; startsAt: Date | null };

/** Takes the news that wait for this address there; they are gone if, and only if, this transaction commits. */
export async function takeNews(trx: Trx, email: string, coalitionId: string): Promise<NewThing[]> {
  const { rows } = await sql<NewThing>`
    with gone as (
      delete from news_delivery as delivery using news
      where news.id = delivery.news_id and news.coalition_id = ${coalitionId} and (
        delivery.follower_id in (select id from follower where email = ${email} and coalition_id = ${coalitionId})
        or delivery.membership_id in (
          select membership.id from membership join account on account.id = membership.account_id
          where account.email = ${email} and membership.coalition_id = ${coalitionId}
        )
      )
      returning news.id, news.title, news.sent_at
    )
    select distinct 'news' as kind, id, title, null::timestamptz as starts_at, sent_at from gone order by sent_at, id
  `.execute(trx);
  return rows.map(({ kind, id, title, startsAt }) => ({ kind, id, title, startsAt }));
}

/** The first trips and public actions that everybody can read since then and that are not over, by time; how many more. */
export async function newThings(
  db: Db,
  coalitionId: string,
  { since, until, now }: { since: Date; until: Date; now: Date },
): Promise<{ things: NewThing[]; more: number }> {
  const { rows } = await sql<NewThing & { total: number }>`
    select each.*, count(*) over ()::int as total from (
    select 'trip' as kind, trip.id, trip.title, min(stop.at) as starts_at
    from trip join trip_stop as stop on stop.trip_id = trip.id and stop.removed_at is null
    where trip.coalition_id = ${coalitionId} and trip.published_at > ${since} and trip.published_at <= ${until}
      and trip.removed_at is null and trip.cancelled_at is null
    group by trip.id having min(stop.at) > ${now}
    union all
    select 'action', id, title, starts_at from agenda_entry
    where coalition_id = ${coalitionId} and public_at > ${since} and public_at <= ${until}
      and visibility = 'public' and kind <> 'task' and removed_at is null and cancelled_at is null
      and starts_at is not null and (over_at is null or over_at > ${now})
    ) as each
    order by starts_at, id
    limit ${thingsShown}
  `.execute(db);
  const things = rows.map(({ kind, id, title, startsAt }) => ({ kind, id, title, startsAt }));
  return { things, more: (rows[0]?.total ?? 0) - things.length };
}
