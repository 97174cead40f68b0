import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { currentActor } from "@/app/actor";
import { localPath } from "@/app/i18n/local-path";
import { JsonLd } from "@/app/json-ld";
import { LiveSeats } from "@/app/live-seats";
import { PublicFrame } from "@/app/page-frame";
import { pageMetadata } from "@/app/page-metadata";
import { seatTexts } from "@/app/seat-texts";
import { services } from "@/app/services";
import { startOf, travelMode } from "@/app/trip-words";
import { seatWords } from "@/components/signup/seat-words";
import { ButtonLink } from "@/components/ui/button";
import { splitName } from "@/domain/coalition/name";
import { spokenDay, spokenTime } from "@/domain/kernel/spoken-date";
import { seatNumbers } from "@/domain/signup/seat-numbers";
import type { TripView } from "@/server/transport/signup-types";
import { BookingPanel } from "./booking-panel";
import { TripFacts } from "./trip-facts";
import { TripHero } from "./trip-hero";
import { TripJourney } from "./trip-journey";
import { TripPrices } from "./trip-prices";

type Props = { params: Promise<{ locale: string; coalition: string; id: string }> };

const read = cache(async (slug: string, id: string) => {
  const actor = await currentActor();
  const found = await services().signup.publicTrip(slug, id);
  if (!found.ok) notFound();
  return { trip: found.value, actor };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, coalition, id } = await params;
  const { trip } = await read(coalition, id);
  const texts = await getTranslations();
  const start = startOf(trip);
  const title = start ? `${trip.title}, ${spokenDay(start, locale)}` : trip.title;
  const words = seatWords(seatNumbers(trip), seatTexts(texts));
  const description = start
    ? texts("tripPage.description", {
        mode: texts(`ui.mode.${travelMode(trip.mode)}`),
        day: spokenDay(start, locale),
        time: spokenTime(start, locale),
        place: trip.outbound[0]?.place ?? trip.departure.place,
        seats: words.main,
      })
    : trip.title;
  return pageMetadata({ title, description, path: `/${coalition}/trajet/${id}`, locale, picture: [coalition, id] });
}

export default async function TripPage({ params }: Props) {
  const { locale, coalition: slug, id } = await params;
  const { trip, actor } = await read(slug, id);
  const t = await getTranslations("tripPage");
  return (
    <PublicFrame>
      <main id="contenu" className="wrap page screen-trip">
        <div>
          <p>
            <ButtonLink kind="quiet" icon="back" className="flush" href={localPath(locale, `/${slug}#aller`)}>
              {t("back", { name: splitName(trip.coalition.name).place })}
            </ButtonLink>
          </p>
          <TripHero trip={trip} locale={locale} />
        </div>
        <div className="cols">
          <div className="trajet">
            <TripJourney trip={trip} locale={locale} />
          </div>
          <BookingPanel trip={trip} actor={actor} locale={locale} />
          <div className="about">
            <TripPrices trip={trip} locale={locale} />
            <TripFacts trip={trip} locale={locale} />
          </div>
        </div>
        <LiveSeats coalitionId={trip.coalition.id} />
        <JsonLd data={eventData(trip)} />
      </main>
    </PublicFrame>
  );
}

/** The trip as an event that one can join at its first stop. */
function eventData(trip: TripView) {
  return {
    "@type": "Event",
    name: trip.title,
    description: trip.departure.title,
    startDate: startOf(trip)?.toISOString(),
    eventStatus: `https://schema.org/${trip.status === "cancelled" ? "EventCancelled" : "EventScheduled"}`,
    eventAttendanceMode: "https://schema.org/OfflineEventAttendanceMode",
    location: { "@type": "Place", name: trip.outbound[0]?.place ?? trip.departure.place },
    organizer: { "@type": "Organization", name: trip.coalition.name },
    maximumAttendeeCapacity: trip.seats.total,
    remainingAttendeeCapacity: trip.seats.free,
  };
}
