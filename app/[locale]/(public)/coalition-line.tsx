import { getTranslations } from "next-intl/server";
import { localPath } from "@/app/i18n/local-path";
import { seatTexts } from "@/app/seat-texts";
import type { services } from "@/app/services";
import { seatWords } from "@/components/signup/seat-words";
import { Seats } from "@/components/ui/seats";
import { splitName } from "@/domain/coalition/name";
import { toInstant } from "@/domain/kernel/local-time";
import { dayToDate, parisDay, shortDay } from "@/domain/kernel/spoken-date";
import { seatNumbers } from "@/domain/signup/seat-numbers";
import type { TripCounts } from "@/server/transport/signup-types";

type Services = ReturnType<typeof services>;
type Coalition = Awaited<ReturnType<Services["coalition"]["list"]>>["coalitions"][number];
type Trip = Awaited<ReturnType<Services["transport"]["tripsAhead"]>>[string][number];
type Action = Awaited<ReturnType<Services["calendar"]["nextActions"]>>[string][number];
type Props = {
  coalition: Coalition;
  trips: readonly Trip[];
  /** The next thing that it announces to everybody. */
  action: Action | undefined;
  counts: Record<string, TripCounts>;
  locale: string;
};

/** One coalition of the list: where, what it does next, and how many seats all its trips have left. */
export async function CoalitionLine({ coalition, trips, action, counts, locale }: Props) {
  const t = await getTranslations("home");
  const texts = seatTexts(await getTranslations());
  const open = trips.flatMap((trip) => counts[trip.tripId] ?? []).filter((trip) => trip.status === "open");
  const sum = (of: (trip: ReturnType<typeof seatNumbers>) => number) =>
    open.reduce((total, trip) => total + of(seatNumbers(trip)), 0);
  const free = sum((trip) => trip.free);
  const total = sum((trip) => trip.total);
  const trip = trips[0] && { title: trips[0].title, at: trips[0].startsAt };
  const event = action && {
    title: action.title,
    at: action.start.length > 10 ? toInstant(action.start) : dayToDate(action.start),
  };
  const next = trip && event ? (event.at < trip.at ? event : trip) : (event ?? trip);
  const words = seatWords(
    { free, total, outbound: null, return: null, partly: 0, waiting: sum((trip) => trip.waiting), status: "open" },
    texts,
  );
  return (
    <li className="co">
      <h3>
        <a href={localPath(locale, `/${coalition.slug}`)}>{splitName(coalition.name).place}</a>
      </h3>
      <span className="badge dep">
        <span className="sr">{t("departement")}</span>
        {coalition.departement}
      </span>
      {coalition.km !== null ? (
        <span className="soft small far">{t("away", { km: Math.round(coalition.km) })}</span>
      ) : null}
      <p className="soft">
        {next ? (
          <>
            <strong className="nb">
              <time dateTime={parisDay(next.at)}>{shortDay(next.at, locale)}</time>
            </strong>
            {` · ${next.title}`}
          </>
        ) : (
          `${coalition.town} · ${t("noTrip")}`
        )}
      </p>
      {open.length > 0 ? (
        <div className="seats">
          <Seats mode="coach" total={total} taken={total - free} compact />
          <span className={words.full ? "count full" : "count"}>{words.main}</span>
        </div>
      ) : null}
    </li>
  );
}
