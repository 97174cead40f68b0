import { getTranslations } from "next-intl/server";
import { localPath } from "@/app/i18n/local-path";
import { priceRange } from "@/app/price-words";
import { seatTexts } from "@/app/seat-texts";
import { servedStops, startOf, travelMode } from "@/app/trip-words";
import { TripSeats } from "@/components/signup/trip-seats";
import { ButtonLink } from "@/components/ui/button";
import { Ticket } from "@/components/ui/ticket";
import { dayAndMonth, parisDay, spokenTime } from "@/domain/kernel/spoken-date";
import { seatNumbers } from "@/domain/signup/seat-numbers";
import type { TripView } from "@/server/transport/signup-types";

type Props = { trip: TripView; locale: string; className?: string };

/** One departure as a ticket: the hour on its stub, where it stops, its seats, and one thing to do. */
export async function TripCard({ trip, locale, className }: Props) {
  const t = await getTranslations();
  const mode = travelMode(trip.mode);
  const start = startOf(trip);
  const numbers = seatNumbers(trip);
  const price = await priceRange(trip, locale, true);
  const leavesBefore = start && parisDay(start) !== trip.departure.startsAtLocal.slice(0, 10);
  const stops = servedStops(trip.outbound.length > 1 ? trip.outbound : trip.return).slice(0, -1);
  const act = trip.status !== "open" ? "see" : numbers.free > 0 || numbers.partly > 0 ? "trip" : "wait";
  return (
    <Ticket
      mode={mode}
      className={className}
      state={trip.status === "cancelled" ? "off" : undefined}
      stub={
        <>
          {start ? <span className="time">{spokenTime(start, locale)}</span> : null}
          <span>{t(`ui.mode.${mode}`)}</span>
          {price === null ? null : <span className="cost">{price}</span>}
          {start && leavesBefore ? <span className="cost">{dayAndMonth(start, locale)}</span> : null}
        </>
      }
    >
      <h4>{trip.title}</h4>
      <p className="where">{stops.map((stop) => stop.place).join(" · ")}</p>
      <TripSeats tripId={trip.id} mode={mode} numbers={numbers} texts={seatTexts(t)} />
      <p className="go">
        <ButtonLink slim href={localPath(locale, `/${trip.coalition.slug}/trajet/${trip.id}`)}>
          {t(`coalitionPage.${act}`)}
          <span className="sr">{` : ${trip.title}`}</span>
        </ButtonLink>
      </p>
    </Ticket>
  );
}
