import type { Metadata } from "next";
import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { keepBeforeImport } from "@/app/_history/actions";
import { localPath } from "@/app/i18n/local-path";
import { readSheet, signInPath, turnAway } from "@/app/workspace";
import { SheetLoader } from "@/components/transport/sheet-loader";
import type { TripFacts } from "@/domain/transport/trip-facts";
import type { SheetTrip } from "@/server/transport/open-sheet";
import { goAlong } from "./actions";

/** One's own place, while there is one. */
function shownPlace(mine: SheetTrip["mine"], locale: string) {
  if (mine === null || mine.state === "cancelled" || mine.state === "expired") return null;
  return { state: mine.state, href: localPath(locale, mine.path) };
}

/** What a row is judged by here. While nobody has signed up, nothing was promised of its stops. */
function promised(facts: TripFacts): TripFacts {
  return facts.live > 0 ? facts : { ...facts, stops: [] };
}

type Props = { params: Promise<{ coalition: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await connection();
  const opened = await readSheet((await params).coalition);
  const t = await getTranslations("sheet");
  return { title: opened.ok ? `${t("title")}, ${opened.value.coalition.town}` : t("title") };
}

export default async function SheetPage({ params }: Props) {
  await connection();
  const { coalition: slug } = await params;
  const path = `/espace/${slug}/trajets`;
  const opened = await readSheet(slug);
  if (!opened.ok) return turnAway(opened.refusal.code, path);
  const sheet = opened.value;
  const locale = await getLocale();
  const own = localPath(locale, path);
  return (
    <SheetLoader
      room={sheet.room}
      me={sheet.me}
      account={sheet.account}
      canWrite={sheet.mayWrite}
      today={sheet.today}
      readAt={sheet.readAt}
      coalitionId={sheet.coalition.id}
      departures={sheet.departures.map(({ id, title, place, startsAtLocal }) => ({
        id,
        title,
        place,
        day: startsAtLocal.slice(0, 10),
      }))}
      roster={sheet.roster}
      history={{
        source: `/api/historique/${slug}/sheet`,
        keep: keepBeforeImport.bind(null, slug, "sheet"),
        href: `${own}/historique`,
      }}
      goAlong={goAlong}
      signInHref={signInPath(locale, path)}
      figures={sheet.trips.map((trip) => ({
        rowId: trip.rowId,
        tripId: trip.tripId,
        seats: trip.seats,
        taken: trip.taken,
        free: trip.free,
        waiting: trip.waiting,
        cancelReason: trip.cancelReason,
        publicHref: localPath(locale, `/${slug}/trajet/${trip.tripId}`),
        aboardHref: trip.organised ? `${own}/${trip.tripId}` : null,
        bookable: trip.bookable,
        mine: shownPlace(trip.mine, locale),
        brief: trip.brief,
        facts: sheet.mayWrite ? promised(trip.facts) : null,
      }))}
    />
  );
}
