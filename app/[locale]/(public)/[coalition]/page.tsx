import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { currentActor } from "@/app/actor";
import { localPath } from "@/app/i18n/local-path";
import { JsonLd } from "@/app/json-ld";
import { keyDateViews } from "@/app/key-date-view";
import { LiveSeats } from "@/app/live-seats";
import { materialViews } from "@/app/material-view";
import { PublicFrame } from "@/app/page-frame";
import { pageMetadata } from "@/app/page-metadata";
import { services } from "@/app/services";
import { siteOrigin } from "@/app/site-origin";
import { ButtonLink } from "@/components/ui/button";
import { KeyDates } from "@/components/ui/key-dates";
import { Note } from "@/components/ui/note";
import { Section } from "@/components/ui/section";
import { EmptyTicket } from "@/components/ui/ticket";
import { splitName } from "@/domain/coalition/name";
import { toInstant } from "@/domain/kernel/local-time";
import type { TripView } from "@/server/transport/signup-types";
import { About } from "./about";
import { Archived } from "./archived";
import { Contacts } from "./contact";
import { Cover } from "./cover";
import { DatesAhead } from "./dates-ahead";
import { DepartureDay } from "./departure-day";
import { JoinBand } from "./join-band";
import { NewsList } from "./news-list";
import { Share } from "./share";

type Props = { params: Promise<{ locale: string; coalition: string }> };

const read = cache(async (slug: string) => {
  const actor = await currentActor();
  const found = await services().coalition.publicPage(slug);
  if (!found.ok) {
    const archived = await services().coalition.archivedPage(actor, slug);
    return archived.ok ? { archived: archived.value } : notFound();
  }
  const { id } = found.value.coalition;
  const [trips, dates, newest] = await Promise.all([
    services().signup.publicTrips(id),
    services().calendar.publicAhead(id),
    services().news.newest(slug),
  ]);
  return { archived: null, ...found.value, trips, dates, news: newest.ok ? newest.value.news : [] };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, coalition: slug } = await params;
  const found = await read(slug);
  if (found.archived) return { title: found.archived.name, robots: { index: false } };
  const { coalition, trips } = found;
  const t = await getTranslations("coalitionPage");
  const { family, place } = splitName(coalition.name);
  const title = family ? `${family}, ${place}` : place;
  const description = `${t("description", { name: place, count: trips.length })} ${coalition.description}`.trim();
  const about = await pageMetadata({ title, description, path: `/${slug}`, locale, picture: [slug] });
  const feed = { url: `/api/flux/${locale}/${slug}`, title: (await getTranslations("news"))("feed", { name: place }) };
  return { ...about, alternates: { ...about.alternates, types: { "application/rss+xml": [feed] } } };
}

export default async function CoalitionPage({ params }: Props) {
  const { locale, coalition: slug } = await params;
  const found = await read(slug);
  if (found.archived) return <Archived slug={slug} {...found.archived} />;
  const {
    coalition,
    contacts,
    keyDates,
    departures,
    trips,
    dates,
    news,
    presentation,
    photo,
    materials,
    hasCoordinator,
    channels,
    silent,
  } = found;
  const [t, tn] = [await getTranslations("coalitionPage"), await getTranslations("news")];
  const days = groupByDeparture(trips);
  const now = new Date();
  const ahead = departures.filter((departure) => toInstant(departure.endsAtLocal) > now);
  const next = ahead.find((departure) => days.some((day) => day.departure.id === departure.id)) ?? ahead[0];
  const hasContacts = hasCoordinator || contacts.length > 0 || channels.length > 0;
  const address = new URL(localPath(locale, `/${slug}`), await siteOrigin()).href;
  const open = trips.filter((trip) => trip.status === "open");
  return (
    <PublicFrame>
      <main id="contenu" className="screen-coalition">
        <Cover
          coalition={coalition}
          next={
            next
              ? { departure: next, trips: days.find((day) => day.departure.id === next.id)?.trips.length ?? 0 }
              : null
          }
          free={open.reduce((sum, trip) => sum + trip.seats.free, 0)}
          trips={trips.length}
          hasContacts={hasContacts}
          photo={photo && { ...photo, src: `/api/photo/${slug}/${photo.hash}` }}
          locale={locale}
        />
        <div className="wrap page">
          {silent ? <Note>{t("silent")}</Note> : null}
          <Section id="aller" title={t("together")} aside={trips.length > 0 ? t("live") : undefined} bare>
            {days.map((day) => (
              <DepartureDay key={day.departure.id} departure={day.departure} trips={day.trips} locale={locale} />
            ))}
            {days.length === 0 ? <EmptyTicket title={t("none")} text={t("noneText")} /> : null}
          </Section>
          <About
            coalition={coalition}
            presentation={presentation}
            materials={await materialViews(slug, materials, locale)}
            dates={dates.length > 0 ? <DatesAhead slug={slug} items={dates} locale={locale} /> : null}
          />
          {news.length > 0 ? (
            <Section id="nouvelles" title={tn("title")}>
              <NewsList slug={slug} news={news} locale={locale} heading="h3" />
              <p>
                <ButtonLink kind="second" href={localPath(locale, `/${slug}/nouvelles`)}>
                  {tn("all")}
                </ButtonLink>
              </p>
            </Section>
          ) : null}
          <JoinBand slug={slug} locale={locale} />
          {keyDates.length > 0 ? (
            <Section id="dates" title={t("dates")}>
              <KeyDates dates={await keyDateViews(keyDates)} />
            </Section>
          ) : null}
          <div className="two">
            {hasContacts ? (
              <Contacts slug={slug} channels={channels} contacts={contacts} hasCoordinator={hasCoordinator} />
            ) : null}
            <Share coalition={coalition} next={next ?? null} locale={locale} />
          </div>
          <p className="small">
            <a href={localPath(locale, `/${slug}/signaler`)}>{(await getTranslations("report"))("link")}</a>
          </p>
        </div>
        {trips.length > 0 ? <LiveSeats coalitionId={coalition.id} /> : null}
        <JsonLd
          data={{
            "@graph": [
              organisationData(coalition, address, photo && new URL(`/api/photo/${slug}/${photo.hash}`, address).href),
              ...ahead.map((departure) => eventData(departure, coalition.name)),
            ],
          }}
        />
      </main>
    </PublicFrame>
  );
}

/** The coalition as search engines know an organisation. No person is in it. */
function organisationData(
  coalition: { name: string; description: string; town: string; postcode: string; organisations: string[] },
  url: string,
  image: string | null,
) {
  const { name, description, town, postcode, organisations } = coalition;
  return {
    "@type": "Organization",
    name,
    url,
    ...(description && { description }),
    ...(image && { image }),
    address: { "@type": "PostalAddress", addressLocality: town, postalCode: postcode, addressCountry: "FR" },
    ...(organisations.length > 0 && {
      member: organisations.map((member) => ({ "@type": "Organization", name: member })),
    }),
  };
}

function groupByDeparture(trips: readonly TripView[]) {
  const days = new Map<string, { departure: TripView["departure"]; trips: TripView[] }>();
  for (const trip of trips) {
    const day = days.get(trip.departure.id) ?? { departure: trip.departure, trips: [] };
    day.trips.push(trip);
    days.set(trip.departure.id, day);
  }
  return [...days.values()].sort((a, b) => a.departure.startsAtLocal.localeCompare(b.departure.startsAtLocal));
}

type Departure = {
  title: string;
  startsAtLocal: string;
  endsAtLocal: string;
  place: string;
  address: string;
  description: string;
};

function eventData(departure: Departure, organiser: string) {
  return {
    "@type": "Event",
    name: departure.title,
    startDate: toInstant(departure.startsAtLocal).toISOString(),
    endDate: toInstant(departure.endsAtLocal).toISOString(),
    eventAttendanceMode: "https://schema.org/OfflineEventAttendanceMode",
    location: { "@type": "Place", name: departure.place, address: departure.address || departure.place },
    description: departure.description || undefined,
    organizer: { "@type": "Organization", name: organiser },
  };
}
