import type { Metadata } from "next";
import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { currentActor } from "@/app/actor";
import { localPath } from "@/app/i18n/local-path";
import { services } from "@/app/services";
import { readAgenda, readSheet, turnAway } from "@/app/workspace";
import { agendaSpeech } from "@/components/calendar/agenda-speech";
import { knownEntries, lackLines, taskLines } from "@/components/calendar/task-lines";
import { WeekTasks } from "@/components/calendar/week-tasks";
import { NextDeparture } from "@/components/coalition/next-departure";
import { LatestChanges } from "@/components/collab/latest-changes";
import { namesOf, sheetSpeech } from "@/components/transport/sheet-speech";
import { Button, ButtonLink } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";
import { Seats } from "@/components/ui/seats";
import { modePaper } from "@/components/ui/ticket";
import { moved } from "@/domain/calendar/recurrence";
import { toInstant } from "@/domain/kernel/local-time";
import {
  dayNumber,
  daysBetween,
  dayToDate,
  monthName,
  spokenDay,
  spokenTime,
  weekday,
} from "@/domain/kernel/spoken-date";
import { takeFromHome } from "./taches/actions";

type Props = { params: Promise<{ coalition: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await connection();
  const opened = await readSheet((await params).coalition);
  const t = await getTranslations("work");
  return { title: opened.ok ? `${t("home")}, ${opened.value.coalition.town}` : t("home") };
}

/** Home of the workspace: the next date, the seats at a glance, what waits for a person, and what changed last. */
export default async function WorkspaceHome({ params }: Props) {
  await connection();
  const { coalition: slug } = await params;
  const opened = await readSheet(slug);
  if (!opened.ok) return turnAway(opened.refusal.code, `/espace/${slug}`);
  const sheet = opened.value;
  const actor = await currentActor();
  const [changes, dates, plans] = [
    await services().history.latest(actor, slug, "sheet"),
    await services().history.latest(actor, slug, "agenda"),
    await services().plan.lastWrites(actor, slug),
  ];
  if (!changes.ok) return turnAway(changes.refusal.code, `/espace/${slug}`);
  if (!dates.ok) return turnAway(dates.refusal.code, `/espace/${slug}`);
  if (!plans.ok) return turnAway(plans.refusal.code, `/espace/${slug}`);
  const [agenda, takers] = [await readAgenda(slug), await services().signup.taskTakers(actor, slug)];
  if (!takers.ok) return turnAway(takers.refusal.code, `/espace/${slug}`);
  if (!agenda.ok) return turnAway(agenda.refusal.code, `/espace/${slug}`);
  const [locale, tt, tf, t, th, ts, ta, ks, ka, tn] = await Promise.all([
    getLocale(),
    getTranslations("tasks"),
    getTranslations("search"),
    getTranslations("work"),
    getTranslations("history"),
    getTranslations("sheet"),
    getTranslations("agenda"),
    getTranslations("sheetHistory"),
    getTranslations("agendaHistory"),
    getTranslations("news"),
  ]);
  const base = localPath(locale, `/espace/${slug}/trajets`);
  const running = sheet.trips.filter((trip) => trip.cancelReason === null && !trip.removed);
  const next =
    sheet.departures.find(
      (departure) =>
        departure.startsAtLocal.slice(0, 10) >= sheet.today &&
        running.some((trip) => trip.departureId === departure.id),
    ) ?? sheet.departures.find((departure) => departure.startsAtLocal.slice(0, 10) >= sheet.today);
  // By departure, the soonest first.
  const ahead = sheet.departures
    .filter((departure) => departure.startsAtLocal.slice(0, 10) >= sheet.today)
    .flatMap((departure) => running.filter((trip) => trip.departureId === departure.id));
  const own = running.filter((trip) => trip.departureId === next?.id);
  const sum = (list: typeof running, field: "free" | "taken" | "waiting") =>
    list.reduce((total, trip) => total + trip[field], 0);
  const waits = sheet.trips.flatMap((trip) => {
    if (!trip.organised || trip.cancelReason !== null) return [];
    if (trip.removed && trip.facts.live > 0)
      return [{ trip, text: t("waits.removed", { count: trip.facts.live }), href: `${base}/${trip.tripId}` }];
    if (trip.removed) return [];
    if (trip.tooMany > 0)
      return [{ trip, text: t("waits.tooMany", { count: trip.tooMany }), href: `${base}/${trip.tripId}` }];
    if (trip.waiting > 0)
      return [{ trip, text: t("waits.waiting", { count: trip.waiting }), href: `${base}/${trip.tripId}#attente` }];
    return [];
  });
  const known = knownEntries(agenda.value.entries.map(({ facts, ...entry }) => ({ ...entry, figures: facts })));
  const people = {
    names: new Map(agenda.value.roster.map(({ id, name }) => [id, name])),
    me: agenda.value.me,
    takers: takers.value,
  };
  const said = { t: th, locale, now: new Date() };
  const names = namesOf(sheet.departures, sheet.roster);
  const sheetWords = { ...said, k: ks, speech: sheetSpeech({ k: ks, ts, locale, names }) };
  const agendaWords = { ...said, k: ka, speech: agendaSpeech({ k: ka, ta, locale, names }) };
  const week = moved(sheet.today, 6);
  const start = next === undefined ? null : toInstant(next.startsAtLocal);
  const days = start === null ? 0 : daysBetween(dayToDate(sheet.today), start);
  return (
    <div className="home-page">
      <p className="hello">
        <strong>{sheet.coalition.name}</strong>
        <span className="soft">{spokenDay(dayToDate(sheet.today), locale)}</span>
      </p>
      {next !== undefined && start !== null ? (
        <NextDeparture
          day={dayNumber(start, locale)}
          month={monthName(start, locale)}
          when={`${weekday(start, locale)}, ${spokenTime(start, locale)}`}
          dateTime={next.startsAtLocal}
          title={
            days > 16
              ? t("countdownWeeks", { weeks: Math.round(days / 7), title: next.title })
              : t("countdown", { days, title: next.title })
          }
          place={next.place}
          figures={
            own.length === 0
              ? []
              : [
                  { value: sum(own, "free"), label: t("figure.free", { count: sum(own, "free") }) },
                  { value: sum(own, "taken"), label: t("figure.taken", { count: sum(own, "taken") }) },
                  { value: sum(own, "waiting"), label: t("figure.waiting"), hot: sum(own, "waiting") > 0 },
                ]
          }
        />
      ) : (
        <h1>{t("noDate")}</h1>
      )}
      <div className="cols">
        <div>
          <WeekTasks
            lines={taskLines(known, people, { today: sheet.today, mine: false })}
            wanted={lackLines(known, people, sheet.today, locale).filter(
              ({ day, lacks }) => lacks.includes("help") && day.slice(0, 10) <= week,
            )}
            today={sheet.today}
            href={localPath(locale, `/espace/${slug}/taches`)}
            take={takeFromHome}
            coalition={slug}
            mayAdd={agenda.value.mayWrite}
            t={tt}
            locale={locale}
          />
          {waits.length > 0 && (
            <section className="section" aria-labelledby="h-waits">
              <header>
                <h2 id="h-waits">{t("waitsTitle")}</h2>
              </header>
              <ul className="rows">
                {waits.map(({ trip, text, href }) => (
                  <li key={trip.tripId}>
                    <span className="mode" data-paper={modePaper(trip.mode)}>
                      <Icon name={trip.mode} />
                    </span>
                    <div>
                      <strong>{trip.title}</strong>
                      <span className="soft">{text}</span>
                    </div>
                    <ButtonLink kind="second" slim href={href}>
                      {t("see")}
                      <span className="sr"> : {trip.title}</span>
                    </ButtonLink>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </div>
        <section className="section" aria-labelledby="h-seats">
          <header>
            <h2 id="h-seats">{t("seatsTitle")}</h2>
            {ahead.length > 0 && <a href={base}>{t("allTrips")}</a>}
          </header>
          {ahead.length === 0 ? (
            <div className="empty">
              <p>{sheet.mayWrite ? t("noTrips") : t("noTripsReader")}</p>
              {sheet.mayWrite && (
                <ButtonLink kind="main" href={base}>
                  {t("openTrips")}
                </ButtonLink>
              )}
            </div>
          ) : (
            <ul className="seatlist">
              {ahead.map((trip) => (
                <li key={trip.tripId}>
                  <span className="mode" data-paper={modePaper(trip.mode)}>
                    <Icon name={trip.mode} />
                  </span>
                  <a
                    href={
                      trip.organised ? `${base}/${trip.tripId}` : localPath(locale, `/${slug}/trajet/${trip.tripId}`)
                    }
                  >
                    {trip.title}
                  </a>
                  <Seats mode={trip.mode} compact taken={trip.taken} total={Math.max(trip.seats, trip.taken, 1)} />
                  <span className={trip.free > 0 ? "count" : "count full"}>
                    {trip.free > 0
                      ? t("seatsFree", { count: trip.free })
                      : trip.waiting > 0
                        ? t("seatsWaiting", { count: trip.waiting })
                        : t("seatsFull")}
                  </span>
                </li>
              ))}
            </ul>
          )}
        </section>
        <LatestChanges
          told={[
            { groups: changes.value, words: sheetWords },
            { groups: dates.value, words: agendaWords },
          ]}
          others={plans.value.map(({ id, title, ...write }) => ({
            ...write,
            key: id,
            deed: t.rich("wroteIn", {
              me: write.mine ? "yes" : "no",
              title,
              plan: (words) => <a href={localPath(locale, `/espace/${slug}/plans/${id}`)}>{words}</a>,
            }),
          }))}
          words={said}
          links={[
            { href: `${base}/historique`, label: ks("everyChange") },
            { href: localPath(locale, `/espace/${slug}/agenda/historique`), label: ka("everyChange") },
          ]}
        />
      </div>
      <p className="row phone-only">
        <ButtonLink kind="quiet" slim icon="mail" href={localPath(locale, `/espace/${slug}/nouvelles`)}>
          {tn("title")}
        </ButtonLink>
        <ButtonLink kind="quiet" slim icon="download" href={localPath(locale, `/espace/${slug}/materiel`)}>
          {t("materials")}
        </ButtonLink>
        <ButtonLink kind="quiet" slim icon="people" href={localPath(locale, `/espace/${slug}/membres`)}>
          {t("members")}
        </ButtonLink>
        {opened.value.role === "coordinator" && (
          <ButtonLink kind="quiet" slim icon="edit" href={localPath(locale, `/espace/${slug}/reglages`)}>
            {t("settings")}
          </ButtonLink>
        )}
      </p>
      <form className="search-form phone-only" method="get" action={localPath(locale, `/espace/${slug}/recherche`)}>
        <Field id="q" name="q" type="search" label={tf("label")} maxLength={100} required />
        <Button kind="second">{tf("find")}</Button>
      </form>
    </div>
  );
}
