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
import { Note } from "@/components/ui/note";
import { Procession } from "@/components/ui/procession";
import { Section } from "@/components/ui/section";
import { listingSchema } from "@/domain/coalition/listing";
import { CoalitionLine } from "./coalition-line";

type Props = {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  const texts = await getTranslations();
  return pageMetadata({ title: texts("home.metaTitle"), description: texts("ui.description"), path: "/", locale });
}

export default async function HomePage({ params, searchParams }: Props) {
  const { locale } = await params;
  await currentActor();
  const listing = listingSchema.parse(await searchParams);
  const t = await getTranslations("home");
  const { coalition, signup, transport } = services();
  const [{ coalitions, total, page, pages }, dates] = await Promise.all([
    coalition.list(listing),
    coalition.keyDates(),
  ]);
  const ahead = await transport.tripsAhead(coalitions.map(({ id }) => id));
  const counts = await signup.tripCounts(Object.values(ahead).flatMap((trips) => trips.map((trip) => trip.tripId)));
  const here = (to: number) => {
    const query = new URLSearchParams({
      ...(listing.q ? { q: listing.q } : {}),
      ...(to > 1 ? { page: String(to) } : {}),
    });
    return `${localPath(locale, "/")}${query.size > 0 ? `?${query}` : ""}#coalitions`;
  };
  return (
    <PublicFrame atHome>
      <main id="contenu" className="screen-home">
        <section className="wrap hero">
          <h1 className="poster">{t("title")}</h1>
          <p className="lead">{t("lead")}</p>
          <search>
            <form className="field" action={`${localPath(locale, "/")}#coalitions`}>
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
          {dates.length > 0 && !listing.q ? (
            <Section id="dates" title={t("dates")} bare>
              <KeyDates dates={await keyDateViews(dates)} />
            </Section>
          ) : null}
          <Section
            id="coalitions"
            title={listing.q ? t("found", { count: total, search: listing.q }) : t("count", { count: total })}
            aside={total > 1 ? t("order") : undefined}
          >
            {total === 0 ? <Note>{t("nothing")}</Note> : null}
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
            {listing.q ? (
              <p>
                <a href={`${localPath(locale, "/")}#coalitions`}>{t("all")}</a>
              </p>
            ) : null}
          </Section>
        </div>
      </main>
    </PublicFrame>
  );
}
