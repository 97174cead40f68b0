import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { currentActor } from "@/app/actor";
import { timeWords } from "@/app/entry-words";
import { localPath } from "@/app/i18n/local-path";
import { PublicFrame } from "@/app/page-frame";
import { pageMetadata } from "@/app/page-metadata";
import { services } from "@/app/services";
import { ButtonLink } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Section } from "@/components/ui/section";
import { Ticket } from "@/components/ui/ticket";
import { splitName } from "@/domain/coalition/name";
import { daySpan, dayToDate, spokenDay } from "@/domain/kernel/spoken-date";
import { EntryPanel } from "./entry-panel";

type Props = {
  params: Promise<{ locale: string; coalition: string; id: string }>;
  searchParams: Promise<{ le?: unknown }>;
};

const read = cache(async (slug: string, entryId: string, occurrence: unknown) => {
  const actor = await currentActor();
  const found = await services().signup.entryPage(actor, slug, { entryId, occurrence: occurrence ?? "" });
  if (!found.ok) notFound();
  return { ...found.value, actor };
});

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { locale, coalition, id } = await params;
  const { entry, times } = await read(coalition, id, (await searchParams).le);
  const when = entry.time && times.length === 0 ? timeWords(entry.time, locale) : "";
  const description = [entry.title, when, entry.time?.place].filter(Boolean).join(", ");
  return pageMetadata({
    title: entry.title,
    description,
    path: `/${coalition}/inscription/${id}`,
    locale,
    picture: [coalition],
  });
}

/** Where one signs up to help, or for an event: what it is, how many places are left, and the form. */
export default async function SignUpPage({ params, searchParams }: Props) {
  const { locale, coalition: slug, id } = await params;
  const { entry, times, mine, actor } = await read(slug, id, (await searchParams).le);
  const t = await getTranslations("registration");
  const { time } = entry;
  const span =
    time && daySpan(time.startsLocal.slice(0, 10), (time.endsLocal ?? time.startsLocal).slice(0, 10), locale);
  const here = localPath(locale, `/${slug}/inscription/${id}`);
  return (
    <PublicFrame>
      <main id="contenu" className="wrap page screen-entry">
        <div>
          <p>
            <ButtonLink kind="quiet" icon="back" className="flush" href={localPath(locale, `/${slug}`)}>
              {splitName(entry.coalition.name).place}
            </ButtonLink>
          </p>
          <Ticket
            mode="walk"
            shape="turn"
            className="hero"
            labelledBy="quoi"
            stub={
              span ? (
                <>
                  <span className="d">{span.days}</span>
                  <span>{span.month}</span>
                </>
              ) : null
            }
          >
            <h1 id="quoi">{entry.title}</h1>
            {entry.notes ? <p className="lead soft">{entry.notes}</p> : null}
            {times.length === 0 && entry.status !== "cancelled" ? (
              <p className="full-n">
                <span className="n">{entry.places.free}</span>
                <span>
                  {t(entry.kind === "event" ? "placesFree" : "helpersWanted", { n: entry.places.free })}
                  <br />
                  <span className="soft">{t("ofPlaces", { n: entry.places.total })}</span>
                </span>
              </p>
            ) : null}
            <ul className="facts flat small">
              {time && times.length === 0 ? (
                <li>
                  <Icon name="clock" />
                  {timeWords(time, locale)}
                </li>
              ) : null}
              {time?.place ? (
                <li>
                  <Icon name="pin" />
                  {[time.place, entry.address].filter(Boolean).join(", ")}
                </li>
              ) : null}
              {entry.registration && entry.deadline && entry.status === "open" ? (
                <li>
                  <Icon name="calendar" />
                  {t("until", { day: spokenDay(entry.deadline, locale) })}
                </li>
              ) : null}
            </ul>
          </Ticket>
        </div>
        <div className="cols">
          <div className="stack">
            {entry.bring ? (
              <Section id="apporter" title={t("bring")} fill>
                <p>{entry.bring}</p>
              </Section>
            ) : null}
            <Section id="savoir" title={t("goodToKnow")} fill>
              <ul className="facts">
                <li>
                  <Icon name="mail" />
                  {t("byMail")}
                </li>
                <li>
                  <Icon name="lock" />
                  {entry.registration?.purgeOn
                    ? t("purge", { day: spokenDay(dayToDate(entry.registration.purgeOn), locale) })
                    : t("purgeHelp")}
                </li>
              </ul>
            </Section>
          </div>
          {times.length > 0 ? (
            <section className="paper form" aria-labelledby="dates">
              <h2 id="dates">{t("chooseTime")}</h2>
              <ul className="rows plain">
                {times.map((each) => (
                  <li key={each.occurrence}>
                    <a href={`${here}?le=${each.occurrence}`}>{timeWords(each, locale)}</a>
                  </li>
                ))}
              </ul>
            </section>
          ) : (
            <EntryPanel entry={entry} actor={actor} mine={mine} locale={locale} />
          )}
        </div>
      </main>
    </PublicFrame>
  );
}
