import { connection } from "next/server";
import { hasLocale } from "next-intl";
import { getTranslations } from "next-intl/server";
import { etagOf, hasAlready } from "@/app/conditional";
import { localPath } from "@/app/i18n/local-path";
import { routing } from "@/app/i18n/routing";
import { services } from "@/app/services";
import { siteOrigin } from "@/app/site-origin";
import { newsPath } from "@/domain/campaign/news";
import { splitName } from "@/domain/coalition/name";
import { rssFile } from "@/domain/kernel/rss";
import { plainText } from "@/domain/plan/body";
import { readPresentation } from "@/domain/plan/presentation";

/** `/api/flux/fr/<coalition>`: what a coalition writes, for readers of feeds. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ locale: string; coalition: string }> },
): Promise<Response> {
  await connection();
  const { locale, coalition: slug } = await params;
  if (!hasLocale(routing.locales, locale)) return new Response(null, { status: 404 });
  const found = await services().news.feed(slug);
  if (!found.ok) return new Response(null, { status: 404 });
  const { coalition, news } = found.value;
  const t = await getTranslations({ locale, namespace: "news" });
  const origin = (await siteOrigin()).origin;
  const file = rssFile(
    {
      title: t("feed", { name: splitName(coalition.name).place }),
      link: `${origin}${localPath(locale, `/${slug}/nouvelles`)}`,
      self: `${origin}/api/flux/${locale}/${slug}`,
      description: t("feedText"),
      language: locale,
    },
    news.map(({ id, title, body, sentAt }) => ({
      id,
      title,
      link: `${origin}${localPath(locale, newsPath(slug, id))}`,
      text: plainText(readPresentation(body)),
      at: sentAt,
    })),
  );
  const headers = { etag: etagOf(file), "cache-control": "public, max-age=300" };
  if (hasAlready(request, headers.etag)) return new Response(null, { status: 304, headers });
  return new Response(file, { headers: { ...headers, "content-type": "application/rss+xml; charset=utf-8" } });
}
