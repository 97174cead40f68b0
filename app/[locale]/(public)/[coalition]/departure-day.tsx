import { getTranslations } from "next-intl/server";
import { seatTexts } from "@/app/seat-texts";
import { foldedSeats } from "@/components/signup/seat-words";
import { DateMark } from "@/components/ui/date-mark";
import { toInstant } from "@/domain/kernel/local-time";
import { dayNumber, monthName, spokenTime, weekday } from "@/domain/kernel/spoken-date";
import { seatNumbers } from "@/domain/signup/seat-numbers";
import type { TripView } from "@/server/transport/signup-types";
import { TripCard } from "./trip-card";

type Props = { departure: TripView["departure"]; trips: readonly TripView[]; locale: string };

/** What people travel to, at the left, and the ways to get there. Above three, the rest is folded, with its seats said. */
export async function DepartureDay({ departure, trips, locale }: Props) {
  const t = await getTranslations("coalitionPage");
  const texts = seatTexts(await getTranslations());
  const at = toInstant(departure.startsAtLocal);
  const [shown, rest] = [trips.slice(0, 3), trips.slice(3)];
  const [fourth, ...others] = rest;
  const fold = (of: readonly TripView[]) => (
    <>
      {t("othersFold", { count: of.length })}
      <span data-trip-fold={of.map((trip) => trip.id).join(" ")}>{foldedSeats(of.map(seatNumbers), texts)}</span>
    </>
  );
  const id = `jour-${departure.id}`;
  return (
    <section className="day" aria-labelledby={id}>
      <header>
        <DateMark days={dayNumber(at, locale)} month={monthName(at, locale)} dateTime={departure.startsAtLocal} />
        <div>
          <h3 id={id}>{departure.title}</h3>
          <p className="soft small">
            {t("dayAndTime", { weekday: weekday(at, locale), time: spokenTime(at, locale) })}
            {departure.place ? ` · ${departure.place}` : ""}
          </p>
        </div>
      </header>
      <div className="tickets">
        {shown.map((trip) => (
          <TripCard key={trip.id} trip={trip} locale={locale} />
        ))}
        {fourth ? <TripCard trip={fourth} locale={locale} className="only-wide" /> : null}
        {fourth ? (
          <details className={others.length > 0 ? "more" : "more only-narrow"}>
            <summary>
              <span className="only-wide">{fold(others)}</span>
              <span className="only-narrow">{fold(rest)}</span>
            </summary>
            <div className="tickets">
              <TripCard trip={fourth} locale={locale} className="only-narrow" />
              {others.map((trip) => (
                <TripCard key={trip.id} trip={trip} locale={locale} />
              ))}
            </div>
          </details>
        ) : null}
      </div>
    </section>
  );
}
