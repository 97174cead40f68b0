import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { localPath } from "@/app/i18n/local-path";
import { JsonLd } from "@/app/json-ld";
import { NewsText } from "@/app/news-text";
import { PublicFrame } from "@/app/page-frame";
import { pageMetadata } from "@/app/page-metadata";
import { services } from "@/app/services";
import { siteOrigin } from "@/app/site-origin";
import { ButtonLink } from "@/components/ui/button";
import { newsPath } from "@/domain/campaign/news";
import { splitName } from "@/domain/coalition/name";
import { spokenDay } from "@/domain/kernel/spoken-date";
import { firstWords } from "../../news-list";

type Props = { params: Promise<{ locale: string; coalition: string; id: string }> };

const read = cache(async (slug: string, id: string) => {
  const found = await services().news.publicItem(slug, id);
  if (!found.ok) notFound();
  return found.value;
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, coalition: slug, id } = await params;
  const { news } = await read(slug, id);
  return pageMetadata({
    title: news.title,
    description: firstWords(news.body),
    path: newsPath(slug, id),
    locale,
    picture: [slug],
  });
}

/** One news, as it was sent. */
export default async function PublicNewsItemPage({ params }: Props) {
  const { locale, coalition: slug, id } = await params;
  const { coalition, news } = await read(slug, id);
  const t = await getTranslations("news");
  const { place } = splitName(coalition.name);
  const url = new URL(localPath(locale, newsPath(slug, id)), await siteOrigin()).href;
  return (
    <PublicFrame>
      <main id="contenu" className="wrap page">
        <article className="stack max-w-2xl">
          <p>
            <ButtonLink kind="quiet" icon="back" className="flush" href={localPath(locale, `/${slug}/nouvelles`)}>
              {t("all")}
            </ButtonLink>
          </p>
          <h1 className="break-words">{news.title}</h1>
          <p className="soft">{t("by", { name: place, day: spokenDay(news.sentAt, locale) })}</p>
          <NewsText body={news.body} />
          <p>
            <ButtonLink kind="second" icon="mail" href={localPath(locale, `/${slug}/rejoindre?choix=nouvelles`)}>
              {t("receive")}
            </ButtonLink>
          </p>
        </article>
        <JsonLd
          data={{
            "@type": "NewsArticle",
            headline: news.title,
            datePublished: news.sentAt.toISOString(),
            url,
            publisher: { "@type": "Organization", name: coalition.name },
          }}
        />
      </main>
    </PublicFrame>
  );
}
