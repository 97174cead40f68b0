import { getTranslations } from "next-intl/server";
import { priceRange } from "@/app/price-words";
import { seatTexts } from "@/app/seat-texts";
import { hasSeats, startOf, travelMode } from "@/app/trip-words";
import { SeatCountWords } from "@/components/signup/trip-seats";
import { Seats } from "@/components/ui/seats";
import { Ticket } from "@/components/ui/ticket";
import { dayAndMonth, spokenTime, weekday } from "@/domain/kernel/spoken-date";
import { seatNumbers } from "@/domain/signup/seat-numbers";
import type { TripView } from "@/server/transport/signup-types";

/** The trip as one big ticket: when, what, and the number that matters. */
export async function TripHero({ trip, locale }: { trip: TripView; locale: string }) {
  const t = await getTranslations();
  const texts = seatTexts(t);
  const mode = travelMode(trip.mode);
  const start = startOf(trip);
  const numbers = seatNumbers(trip);
  const price = await priceRange(trip, locale);
  const taken = Math.max(0, numbers.total - numbers.free);
  return (
    <Ticket
      mode={mode}
      shape="turn"
      className="hero"
      state={trip.status === "cancelled" ? "off" : undefined}
      stub={
        start ? (
          <>
            <span className="d">
              {weekday(start, locale)}
              <br />
              {dayAndMonth(start, locale)}
            </span>
            <span className="time">{spokenTime(start, locale)}</span>
          </>
        ) : null
      }
    >
      <h1>{trip.title}</h1>
      <p className="lead soft">
        {t("tripPage.forEvent", { title: trip.departure.title, place: trip.departure.place || "" })}
      </p>
      <div className="live-n">
        <span className="n" data-trip-free={trip.id} hidden={trip.status !== "open" || numbers.free === 0}>
          {numbers.free}
        </span>
        <div>
          <SeatCountWords tripId={trip.id} numbers={numbers} texts={texts} bare />
          {price === null || trip.status !== "open" ? null : <p className="soft">{price}</p>}
        </div>
      </div>
      <div className="plan">
        <Seats mode={mode} total={numbers.total} taken={taken} tripId={trip.id} scale={2.38} />
        <p className="soft small">
          {t("tripPage.taken", { n: taken })}
          {hasSeats(mode) ? ` ${t("tripPage.chooseSeat")}` : null}
        </p>
      </div>
    </Ticket>
  );
}
