import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { currentActor } from "@/app/actor";
import { localPath } from "@/app/i18n/local-path";
import { PublicFrame } from "@/app/page-frame";
import { pageMetadata } from "@/app/page-metadata";
import { listingQuery, listingSchema } from "@/domain/coalition/listing";
import { DeclareCall } from "../declare-call";
import { Directory } from "../directory";
import { SearchField } from "../search-field";

type Props = {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { locale } = await params;
  const texts = await getTranslations();
  const query = listingQuery(listingSchema.parse(await searchParams));
  const about = await pageMetadata({
    title: texts("home.directory"),
    description: texts("ui.description"),
    path: "/coalitions",
    locale,
    picture: [],
  });
  const rss = `/api/flux/${locale}/coalitions${query && `?${query}`}`;
  return { ...about, alternates: { ...about.alternates, types: { "application/rss+xml": rss } } };
}

/** All coalitions, without the poster of the home page. */
export default async function CoalitionsPage({ params, searchParams }: Props) {
  const { locale } = await params;
  await currentActor();
  const listing = listingSchema.parse(await searchParams);
  const t = await getTranslations("home");
  const { q: _, page: __, ...also } = listing;
  const kept = Object.entries(also).flatMap(([name, value]) => (value ? [[name, value] as const] : []));
  return (
    <PublicFrame>
      <main id="contenu" className="screen-home">
        <div className="wrap page">
          <header className="stack">
            <h1>{t("directory")}</h1>
            <SearchField
              action={localPath(locale, "/coalitions#coalitions")}
              q={listing.q}
              also={Object.fromEntries(kept)}
            />
          </header>
          <Directory listing={listing} path="/coalitions" locale={locale} />
          <DeclareCall locale={locale} />
        </div>
      </main>
    </PublicFrame>
  );
}
