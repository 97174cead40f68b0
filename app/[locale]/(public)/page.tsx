import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { currentActor } from "@/app/actor";
import { localPath } from "@/app/i18n/local-path";
import { keyDateViews } from "@/app/key-date-view";
import { PublicFrame } from "@/app/page-frame";
import { pageMetadata } from "@/app/page-metadata";
import { services } from "@/app/services";
import { CoalitionMap } from "@/components/coalition/coalition-map";
import { Button, ButtonLink } from "@/components/ui/button";
import { KeyDates } from "@/components/ui/key-dates";
import { More } from "@/components/ui/more";
import { Note } from "@/components/ui/note";
import { Procession } from "@/components/ui/procession";
import { Section } from "@/components/ui/section";
import { type Listing, listingSchema, soonDays } from "@/domain/coalition/listing";
import { nearKm, placeWords } from "@/domain/coalition/place";
import { CoalitionLine } from "./coalition-line";
import { type Filter, HomeFilters } from "./home-filters";

type Props = {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  const texts = await getTranslations();
  return pageMetadata({
    title: texts("home.metaTitle"),
    description: texts("ui.description"),
    path: "/",
    locale,
    picture: [],
  });
}

export default async function HomePage({ params, searchParams }: Props) {
  const { locale } = await params;
  await currentActor();
  const listing = listingSchema.parse(await searchParams);
  const t = await getTranslations("home");
  const { coalition, signup, transport } = services();
  const now = new Date();
  const soon = new Date(now.getTime() + soonDays * 86_400_000);
  const filtered = listing.places !== undefined || listing.bientot !== undefined;
  const among = filtered
    ? await transport.coalitionsAhead({
        before: listing.bientot ? soon : null,
        withSeats: listing.places !== undefined,
      })
    : undefined;
  const [{ coalitions, total, page, pages, near }, dates, pastDates] = await Promise.all([
    coalition.list(listing, among),
    coalition.keyDates(),
    coalition.pastKeyDates(),
  ]);
  const ahead = await transport.tripsAhead(coalitions.map(({ id }) => id));
  const counts = await signup.tripCounts(Object.values(ahead).flatMap((trips) => trips.map((trip) => trip.tripId)));
  const address = ({ q, places, bientot, page: to = 1 }: Partial<Listing>) => {
    const query = new URLSearchParams({
      ...(q ? { q } : {}),
      ...(places ? { places } : {}),
      ...(bientot ? { bientot } : {}),
      ...(to > 1 ? { page: String(to) } : {}),
    });
    return localPath(locale, `/${query.size > 0 ? `?${query}` : ""}#coalitions`);
  };
  const here = (to: number) => address({ ...listing, page: to });
  /** Whether a filter would keep some of the coalitions shown and leave out others. */
  const parts = (keeps: (trip: (typeof ahead)[string][number]) => boolean) => {
    const kept = coalitions.filter(({ id }) => ahead[id]?.some(keeps)).length;
    return kept > 0 && kept < coalitions.length;
  };
  const hasSeat = ({ tripId }: { tripId: string }) => {
    const trip = counts[tripId];
    return trip?.status === "open" && (trip.seats.free > 0 || trip.seats.open.length > 0);
  };
  const filters: Filter[] = [
    { name: "places" as const, useful: parts(hasSeat) },
    { name: "bientot" as const, useful: parts(({ startsAt }) => startsAt < soon) },
  ].map(({ name, useful }) => {
    const on = listing[name] !== undefined;
    return { name, useful, on, href: address({ ...listing, page: 1, [name]: on ? undefined : "1" }) };
  });
  const nearest = coalitions[0]?.km ?? null;
  const heading = near
    ? t("near", { place: near.place.name })
    : listing.q
      ? t("found", { count: total, search: listing.q })
      : t("count", { count: total });
  return (
    <PublicFrame atHome>
      <main id="contenu" className="screen-home">
        <section className="wrap hero">
          <h1 className="poster">{t("title")}</h1>
          <p className="lead">{t("lead")}</p>
          <search>
            <form className="field" action={address({})}>
              <label htmlFor="q">{t("searchLabel")}</label>
              <span className="search">
                <input
                  className="input"
                  id="q"
                  name="q"
                  defaultValue={listing.q}
                  maxLength={80}
                  enterKeyHint="search"
                />
                <Button kind="main" icon="search">
                  <span className="only-wide">{t("search")}</span>
                  <span className="sr only-narrow">{t("search")}</span>
                </Button>
              </span>
            </form>
          </search>
        </section>
        <Procession words={(await getTranslations("ui"))("banner")} />
        <div className="wrap page">
          {dates.length + pastDates.length > 0 && !listing.q && !filtered ? (
            <Section id="dates" title={t("dates")} bare>
              {dates.length > 0 ? <KeyDates dates={await keyDateViews(dates)} /> : null}
              {pastDates.length > 0 ? (
                <More summary={t("pastDates", { count: pastDates.length })}>
                  <KeyDates dates={await keyDateViews(pastDates)} />
                </More>
              ) : null}
            </Section>
          ) : null}
          <Section id="coalitions" title={heading} aside={total > 1 ? t(near ? "orderNear" : "order") : undefined}>
            {near && near.others.length > 0 ? (
              <p className="row">
                {t("otherPlaces")}
                {near.others.map((place) => {
                  const name = `${place.name} (${place.departement})`;
                  return (
                    <a key={`${place.departement} ${place.postcodes[0]}`} href={address({ q: placeWords(place) })}>
                      {name}
                    </a>
                  );
                })}
              </p>
            ) : null}
            {near && page === 1 && nearest !== null && nearest > nearKm ? (
              <Note>
                <p>{t("farAway", { km: nearKm, place: near.place.name })}</p>
                <p>
                  <a href={localPath(locale, "/declarer")}>{t("declareHere")}</a>
                </p>
              </Note>
            ) : null}
            <HomeFilters filters={filters} />
            {total === 0 ? (
              <Note>
                <p>{t(filtered ? "nothingFiltered" : "nothing")}</p>
                {filtered ? null : (
                  <p>
                    <a href={localPath(locale, "/declarer")}>{t("declareHere")}</a>
                  </p>
                )}
              </Note>
            ) : null}
            <div className="places">
              <ul>
                {coalitions.map((row) => (
                  <CoalitionLine
                    key={row.id}
                    coalition={row}
                    trips={ahead[row.id] ?? []}
                    counts={counts}
                    locale={locale}
                  />
                ))}
              </ul>
              {total > 0 ? (
                <CoalitionMap title={t("mapTitle")} caption={t("mapCaption")} coalitions={coalitions} />
              ) : null}
            </div>
            {pages > 1 ? (
              <nav className="row between" aria-label={t("pages")}>
                {page > 1 ? (
                  <ButtonLink icon="back" href={here(page - 1)} rel="prev">
                    {t("previous")}
                  </ButtonLink>
                ) : (
                  <span />
                )}
                <span className="soft">{t("page", { page, pages })}</span>
                {page < pages ? (
                  <ButtonLink href={here(page + 1)} rel="next">
                    {t("next")}
                  </ButtonLink>
                ) : (
                  <span />
                )}
              </nav>
            ) : null}
            {listing.q || filtered ? (
              <p>
                <a href={address({})}>{t("all")}</a>
              </p>
            ) : null}
          </Section>
          <section className="paper declare" aria-labelledby="declarer">
            <div className="stack">
              <h2 id="declarer">{t("declareTitle")}</h2>
              <p className="lead">{t("declareText")}</p>
            </div>
            <ButtonLink kind="second" icon="plus" href={localPath(locale, "/declarer")}>
              {t("declare")}
            </ButtonLink>
          </section>
        </div>
      </main>
    </PublicFrame>
  );
}
