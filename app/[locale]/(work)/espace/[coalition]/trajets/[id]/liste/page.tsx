import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { cache } from "react";
import { currentActor } from "@/app/actor";
import { localPath } from "@/app/i18n/local-path";
import { services } from "@/app/services";
import { siteOrigin } from "@/app/site-origin";
import { turnAway } from "@/app/workspace";
import { ButtonLink } from "@/components/ui/button";
import { PrintButton } from "@/components/ui/print-button";
import { QrCode } from "@/components/ui/qr-code";
import { spokenDay, spokenTime } from "@/domain/kernel/spoken-date";
import type { AboardPerson } from "@/server/transport/signup-types";

type Props = { params: Promise<{ coalition: string; id: string }> };

/** Names are for those who run the trip: for anyone else there is no such page. */
const readAboard = cache(async (slug: string, id: string) => {
  const actor = await currentActor();
  if (actor.kind !== "account") return turnAway("sign_in_first", `/espace/${slug}/trajets/${id}/liste`);
  const found = await services().signup.aboard(actor, id);
  if (!found.ok || found.value.trip.coalition.slug !== slug) return notFound();
  return found.value;
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await connection();
  const { coalition, id } = await params;
  const [aboard, t] = [await readAboard(coalition, id), await getTranslations("exchange.list")];
  return { title: t("pageTitle", { trip: aboard.trip.title }) };
}

/** Who gets on where, on paper: boxes to tick, large names, nothing that is not needed on the day. */
export default async function BoardingListPage({ params }: Props) {
  await connection();
  const { coalition: slug, id } = await params;
  const { trip, stops } = await readAboard(slug, id);
  const [locale, t] = await Promise.all([getLocale(), getTranslations("exchange.list")]);
  const start = trip.outbound[0] ?? trip.return[0];
  const back = trip.return[0];
  const now = new Date();
  const seats = stops.reduce((sum, stop) => sum + stop.seats, 0);
  const publicPage = new URL(localPath(locale, `/${slug}/trajet/${trip.id}`), await siteOrigin()).href;
  return (
    <>
      <div className="screen-only">
        <ButtonLink
          kind="quiet"
          icon="back"
          className="backlink"
          href={localPath(locale, `/espace/${slug}/trajets/${id}`)}
        >
          {trip.title}
        </ButtonLink>
        <PrintButton>{t("print")}</PrintButton>
      </div>
      <div className="paper-a4">
        <header className="m-head">
          <div>
            <h1>{trip.title}</h1>
            {start !== undefined && (
              <p>
                <strong>{spokenDay(start.at, locale)}</strong>, {t("departs", { time: spokenTime(start.at, locale) })}
                {back !== undefined && start !== back && (
                  <>, {t("returns", { time: spokenTime(back.at, locale), place: back.place })}</>
                )}
              </p>
            )}
            <p className="m-sum">
              <span>
                <b>{seats}</b> {t("seats", { count: seats })}
              </span>
              {stops.map(({ stop, direction, seats: here }) => (
                <span key={`${direction}-${stop.id}`}>
                  <b>{here}</b> {t("at", { place: stop.place })}
                </span>
              ))}
            </p>
          </div>
          <QrCode text={publicPage} label={t("qr")} />
        </header>
        {stops.length === 0 && <p>{t("nobody")}</p>}
        {stops.map(({ stop, direction, seats: here, people }) => (
          <section key={`${direction}-${stop.id}`} aria-labelledby={`l-${direction}-${stop.id}`}>
            <table>
              <caption id={`l-${direction}-${stop.id}`}>
                <b>{spokenTime(stop.at, locale)}</b> {stop.place}{" "}
                <span>{t("stopFigures", { seats: here, bookings: people.length })}</span>
              </caption>
              <thead>
                <tr>
                  <th scope="col">{t("outbound")}</th>
                  <th scope="col">{t("return")}</th>
                  <th scope="col">{t("name")}</th>
                  <th scope="col">{t("toKnow")}</th>
                </tr>
              </thead>
              <tbody>
                {people.map((person) => (
                  <tr key={person.signupId}>
                    <td>{person.ride.outbound ? <Boxes count={person.party} /> : <span className="no">—</span>}</td>
                    <td>{person.ride.return ? <Boxes count={person.party} /> : <span className="no">—</span>}</td>
                    <th scope="row">{person.firstName || t("nameless")}</th>
                    <td>{toKnow(person, t, trip.return.length > 0).join(", ")}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        ))}
        <footer className="m-foot">
          <span>{t("made", { day: spokenDay(now, locale), time: spokenTime(now, locale) })}</span>
          <span>{t("destroy")}</span>
        </footer>
      </div>
    </>
  );
}

function Boxes({ count }: { count: number }) {
  return (
    <span className="bx">
      {Array.from({ length: count }, (_, n) => n).map((n) => (
        <i key={n} />
      ))}
    </span>
  );
}

function toKnow(
  person: AboardPerson,
  t: Awaited<ReturnType<typeof getTranslations<"exchange.list">>>,
  bothWays: boolean,
) {
  return [
    person.party > 1 && t("party", { count: person.party }),
    bothWays && !person.ride.return && t("outboundOnly"),
    !person.ride.outbound && t("returnOnly"),
    person.access.wheelchair && t("wheelchair"),
    person.access.need,
    person.state === "pending" && t("pending"),
    person.email === null && t("noMail"),
  ].filter((part) => typeof part === "string" && part !== "");
}
