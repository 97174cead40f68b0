import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { cache } from "react";
import { currentActor } from "@/app/actor";
import { localPath } from "@/app/i18n/local-path";
import { priceWords } from "@/app/price-words";
import { services } from "@/app/services";
import { siteOrigin } from "@/app/site-origin";
import { turnAway } from "@/app/workspace";
import { AboardLists } from "@/components/signup/aboard-lists";
import { AboardTotals } from "@/components/signup/aboard-totals";
import { ProposeMoves } from "@/components/signup/propose-moves";
import { TripActsBar } from "@/components/signup/trip-acts";
import { ButtonLink } from "@/components/ui/button";
import { Figures } from "@/components/ui/figures";
import { Note } from "@/components/ui/note";
import { spokenDay, spokenTime } from "@/domain/kernel/spoken-date";
import {
  addPersonAction,
  answerOfferForAction,
  cancelPersonAction,
  cancelTripAction,
  confirmPersonAction,
  giveTripAction,
  markPaidAction,
  movePersonAction,
  takeTripBackAction,
} from "./actions";
import { moveViews } from "./moves";
import { personView, priceTotals, rideChoice, stopGroups } from "./view";

type Props = {
  params: Promise<{ coalition: string; id: string }>;
  searchParams: Promise<{ attente?: unknown; terminees?: unknown }>;
};

/** A trip under another coalition's address is unknown there, like one that is not the reader's to run. */
const readAboard = cache(async (slug: string, id: string, queue: unknown, ended: unknown) => {
  const actor = await currentActor();
  if (actor.kind !== "account") return turnAway("sign_in_first", `/espace/${slug}/trajets/${id}`);
  const found = await services().signup.aboard(actor, id, { queue, ended });
  if (!found.ok || found.value.trip.coalition.slug !== slug) return notFound();
  return found.value;
});

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  await connection();
  const { coalition, id } = await params;
  const { attente, terminees } = await searchParams;
  const [aboard, t] = [await readAboard(coalition, id, attente, terminees), await getTranslations("aboard")];
  return { title: t("pageTitle", { trip: aboard.trip.title }) };
}

/** Who is on board, by stop; who waits and why; and what an organiser may do about it. */
export default async function AboardPage({ params, searchParams }: Props) {
  await connection();
  const { coalition: slug, id } = await params;
  const { attente, terminees } = await searchParams;
  const aboard = await readAboard(slug, id, attente, terminees);
  const [locale, t] = await Promise.all([getLocale(), getTranslations("aboard")]);
  const words = { t, prices: await getTranslations("price"), locale, now: new Date() };
  const { trip, figures } = aboard;
  const start = trip.outbound[0] ?? trip.return[0];
  const end = trip.outbound.findLast((stop) => !stop.removed);
  const cancelled = trip.status === "cancelled";
  const { queue, ended } = aboard;
  const live = aboard.stops.reduce((sum, stop) => sum + stop.people.length, queue.total);
  const view = ({ people, total, page, more }: typeof queue, link: (page: number) => string) => ({
    people: people.map((person) => personView(person, words)),
    total,
    before: page > 1 ? link(page - 1) : null,
    after: more ? link(page + 1) : null,
  });
  const moves =
    figures.tooMany > 0 && !cancelled
      ? moveViews(aboard, await services().signup.publicTrips(trip.coalition.id), {
          t,
          locale,
          origin: await siteOrigin(),
        })
      : [];
  return (
    <div className="aboard-page">
      <div className="work-head">
        <p>
          <ButtonLink kind="quiet" icon="back" className="backlink" href={localPath(locale, `/espace/${slug}/trajets`)}>
            {t("back")}
          </ButtonLink>
        </p>
        <div className="headline">
          <h1>{trip.title}</h1>
          {start !== undefined && (
            <p className="soft">
              {t("headline", {
                day: spokenDay(start.at, locale),
                time: spokenTime(start.at, locale),
                from: start.place,
                to: end === undefined || end.id === start.id ? trip.departure.place : end.place,
              })}
            </p>
          )}
        </div>
        <div className="sub">
          <Figures
            figures={[
              { value: figures.confirmed, label: t("figure.confirmed", { count: figures.confirmed }) },
              { value: figures.held, label: t("figure.held", { count: figures.held }) },
              { value: figures.waiting, label: t("figure.waiting"), hot: figures.waiting > 0 },
            ]}
          />
          <ButtonLink kind="quiet" icon="print" href={localPath(locale, `/espace/${slug}/trajets/${id}/liste`)}>
            {t("printList")}
          </ButtonLink>
          {!cancelled && (
            <TripActsBar
              tripId={trip.id}
              stops={rideChoice(aboard, locale)}
              prices={trip.prices.map((price) => ({ id: price.id, label: priceWords(words.prices, price, locale) }))}
              full={trip.seats.free === 0}
              live={live}
              mayGive={aboard.mayGive}
              organisers={aboard.organisers.map(({ accountId, name, email }) => ({ accountId, name: name || email }))}
              acts={{
                add: addPersonAction,
                give: giveTripAction,
                takeBack: takeTripBackAction,
                cancelTrip: cancelTripAction,
              }}
            />
          )}
        </div>
      </div>
      {cancelled && <Note tone="bad">{t("cancelledBecause", { reason: trip.cancelReason ?? "" })}</Note>}
      {moves.length > 0 && (
        <ProposeMoves
          count={figures.tooMany}
          seats={trip.seats.total}
          moves={moves}
          sheetHref={localPath(locale, `/espace/${slug}/trajets`)}
        />
      )}
      <AboardTotals prices={priceTotals(aboard, words)} wheelchairs={aboard.wheelchairs} />
      <AboardLists
        groups={stopGroups(aboard, words)}
        queue={view(queue, (page) => `?attente=${page}&terminees=${ended.page}#attente`)}
        ended={view(ended, (page) => `?attente=${queue.page}&terminees=${page}#terminees`)}
        stops={rideChoice(aboard, locale)}
        acts={{
          confirm: confirmPersonAction,
          move: movePersonAction,
          pay: markPaidAction,
          cancel: cancelPersonAction,
          answer: answerOfferForAction,
        }}
      />
    </div>
  );
}
