import { getTranslations } from "next-intl/server";
import { servedStops } from "@/app/trip-words";
import { Note } from "@/components/ui/note";
import { Section } from "@/components/ui/section";
import { StopsTimeline } from "@/components/ui/stops-timeline";
import { parisDay, spokenDay, spokenTime } from "@/domain/kernel/spoken-date";
import type { StopView, TripView } from "@/server/transport/signup-types";

/** Both ways, stop by stop; and which stretches still have a seat when the whole way has none. */
export async function TripJourney({ trip, locale }: { trip: TripView; locale: string }) {
  const t = await getTranslations("tripPage");
  const ways = [
    { key: "outbound", stops: servedStops(trip.outbound) },
    { key: "return", stops: servedStops(trip.return) },
  ] as const;
  const places = new Map([...trip.outbound, ...trip.return].map((stop) => [stop.id, stop.place]));
  return (
    <Section id="trajet" title={t("journey")} fill>
      <div className="ways">
        {ways.map(({ key, stops }) =>
          stops.length > 1 ? (
            <div key={key}>
              <h3>{heading(t, key, stops, locale)}</h3>
              <StopsTimeline stops={stops.map((stop) => timelineStop(stop, stops, t("stepFree"), locale))} />
            </div>
          ) : null,
        )}
      </div>
      {ways.some(({ stops }) => stops.length < 2) ? <p className="soft">{t("noReturn")}</p> : null}
      {trip.status === "open" && trip.seats.free === 0 && trip.seats.open.length > 0 ? (
        <Note icon="seat">
          {t("stillFree")}
          <ul>
            {trip.seats.open.map((stretch) => (
              <li key={`${stretch.fromId} ${stretch.toId}`}>
                {t("stretch", {
                  n: stretch.free,
                  from: places.get(stretch.fromId) ?? "",
                  to: places.get(stretch.toId) ?? "",
                })}
              </li>
            ))}
          </ul>
        </Note>
      ) : null}
      {trip.notes ? <p className="notes">{trip.notes}</p> : null}
    </Section>
  );
}

function heading(
  t: Awaited<ReturnType<typeof getTranslations<"tripPage">>>,
  key: "outbound" | "return",
  stops: readonly StopView[],
  locale: string,
): string {
  const first = stops[0];
  return first ? t(`${key}On`, { day: spokenDay(first.at, locale) }) : t(key);
}

/** The hour alone, and the day with it where it turns during a night. */
function timelineStop(stop: StopView, stops: readonly StopView[], stepFree: string, locale: string) {
  const first = stops[0];
  const nextDay = first && parisDay(stop.at) !== parisDay(first.at);
  return {
    id: stop.id,
    dateTime: stop.at.toISOString(),
    time: spokenTime(stop.at, locale),
    place: stop.place,
    note: [nextDay ? spokenDay(stop.at, locale) : "", stop.stepFree ? stepFree : ""].filter(Boolean).join(", "),
  };
}
