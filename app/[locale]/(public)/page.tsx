import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { currentActor } from "@/app/actor";
import { localPath } from "@/app/i18n/local-path";
import { keyDateViews } from "@/app/key-date-view";
import { PublicFrame } from "@/app/page-frame";
import { pageMetadata } from "@/app/page-metadata";
import { services } from "@/app/services";
import { KeyDates } from "@/components/ui/key-dates";
import { More } from "@/components/ui/more";
import { Procession } from "@/components/ui/procession";
import { Section } from "@/components/ui/section";
import { isFiltered, listingSchema } from "@/domain/coalition/listing";
import { DeclareCall } from "./declare-call";
import { Directory } from "./directory";
import { SearchField } from "./search-field";

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
  const [dates, pastDates] = await Promise.all([services().coalition.keyDates(), services().coalition.pastKeyDates()]);
  return (
    <PublicFrame atHome>
      <main id="contenu" className="screen-home">
        <section className="wrap hero">
          <h1 className="poster">{t("title")}</h1>
          <p className="lead">{t("lead")}</p>
          <SearchField action={localPath(locale, "/#coalitions")} q={listing.q} also={{}} />
        </section>
        <Procession words={(await getTranslations("ui"))("banner")} />
        <div className="wrap page">
          {dates.length + pastDates.length > 0 && !listing.q && !isFiltered(listing) ? (
            <Section id="dates" title={t("dates")} bare>
              {dates.length > 0 ? <KeyDates dates={await keyDateViews(dates)} /> : null}
              {pastDates.length > 0 ? (
                <More summary={t("pastDates", { count: pastDates.length })}>
                  <KeyDates dates={await keyDateViews(pastDates)} />
                </More>
              ) : null}
            </Section>
          ) : null}
          <Directory listing={listing} path="/" locale={locale} />
          <DeclareCall locale={locale} />
        </div>
      </main>
    </PublicFrame>
  );
}
