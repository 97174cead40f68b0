import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { localPath } from "@/app/i18n/local-path";
import { pageAsked } from "@/app/page-asked";
import { PublicFrame } from "@/app/page-frame";
import { pageMetadata } from "@/app/page-metadata";
import { PageWays } from "@/app/page-ways";
import { services } from "@/app/services";
import { ButtonLink } from "@/components/ui/button";
import { splitName } from "@/domain/coalition/name";
import { NewsList } from "../news-list";

type Props = {
  params: Promise<{ locale: string; coalition: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const read = cache(async (slug: string, page: number) => {
  const found = await services().news.publicPage(slug, page);
  if (!found.ok) notFound();
  return found.value;
});

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { locale, coalition: slug } = await params;
  const { coalition } = await read(slug, await pageAsked(searchParams));
  const t = await getTranslations("news");
  const name = splitName(coalition.name).place;
  const title = t("feed", { name });
  const about = await pageMetadata({
    title,
    description: t("description", { name }),
    path: `/${slug}/nouvelles`,
    locale,
    picture: [slug],
  });
  const rss = { "application/rss+xml": [{ url: `/api/flux/${locale}/${slug}`, title }] };
  return { ...about, alternates: { ...about.alternates, types: rss } };
}

/** What a coalition has written, the last first. */
export default async function PublicNewsPage({ params, searchParams }: Props) {
  const { locale, coalition: slug } = await params;
  const { coalition, news, page, more } = await read(slug, await pageAsked(searchParams));
  const t = await getTranslations("news");
  return (
    <PublicFrame>
      <main id="contenu" className="wrap page">
        <div className="stack max-w-2xl">
          <p>
            <ButtonLink kind="quiet" icon="back" className="flush" href={localPath(locale, `/${slug}`)}>
              {splitName(coalition.name).place}
            </ButtonLink>
          </p>
          <h1>{t("title")}</h1>
          {news.length > 0 ? <NewsList slug={slug} news={news} locale={locale} heading="h2" /> : <p>{t("none")}</p>}
          <PageWays
            path={localPath(locale, `/${slug}/nouvelles`)}
            page={page}
            more={more}
            texts={{ newer: t("newer"), older: t("older") }}
          />
          <p className="row">
            <ButtonLink kind="second" icon="mail" href={localPath(locale, `/${slug}/rejoindre?choix=nouvelles`)}>
              {t("receive")}
            </ButtonLink>
            <a href={`/api/flux/${locale}/${slug}`} type="application/rss+xml">
              {t("rss")}
            </a>
          </p>
        </div>
      </main>
    </PublicFrame>
  );
}
