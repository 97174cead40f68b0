import { connection } from "next/server";
import { hasLocale } from "next-intl";
import { getTranslations } from "next-intl/server";
import { etagOf, hasAlready } from "@/app/conditional";
import { localPath } from "@/app/i18n/local-path";
import { routing } from "@/app/i18n/routing";
import { amongOf } from "@/app/listing";
import { services } from "@/app/services";
import { siteOrigin } from "@/app/site-origin";
import { listingQuery, listingSchema } from "@/domain/coalition/listing";
import { toInstant } from "@/domain/kernel/local-time";
import { type RssItem, rssFile } from "@/domain/kernel/rss";
import { dayToDate, spokenDay, spokenTime } from "@/domain/kernel/spoken-date";

const itemsAtMost = 100;

/** `/api/flux/fr/coalitions?region=…`: what the coalitions of a list do next, for readers of feeds. */
export async function GET(request: Request, { params }: { params: Promise<{ locale: string }> }): Promise<Response> {
  await connection();
  const { locale } = await params;
  if (!hasLocale(routing.locales, locale)) return new Response(null, { status: 404 });
  const listing = listingSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  const coalitions = await services().coalition.inFeed(listing, await amongOf(listing));
  const ids = coalitions.map(({ id }) => id);
  const [actions, trips] = [await services().calendar.nextActions(ids), await services().transport.tripsAhead(ids)];
  const origin = (await siteOrigin()).origin;
  const timed = coalitions.flatMap(({ id, slug, town }) => [
    ...(actions[id] ?? []).map(({ key, at, title, start, place, series }) => {
      const when = start.length > 10 ? toInstant(start) : dayToDate(start);
      const day = spokenDay(when, locale);
      return {
        when,
        item: {
          id: series ? `${key} ${at}` : key,
          title: `${start.length > 10 ? `${day}, ${spokenTime(when, locale)}` : day} · ${title} (${town})`,
          link: `${origin}${localPath(locale, `/${slug}/agenda/${key}`)}`,
          text: place,
          at: null,
        } satisfies RssItem,
      };
    }),
    ...(trips[id] ?? []).map(({ tripId, title, startsAt }) => ({
      when: startsAt,
      item: {
        id: tripId,
        title: `${spokenDay(startsAt, locale)}, ${spokenTime(startsAt, locale)} · ${title} (${town})`,
        link: `${origin}${localPath(locale, `/${slug}/trajet/${tripId}`)}`,
        text: "",
        at: null,
      } satisfies RssItem,
    })),
  ]);
  const items = timed.sort((a, b) => a.when.getTime() - b.when.getTime()).map(({ item }) => item);
  const t = await getTranslations({ locale, namespace: "home" });
  const query = listingQuery({ ...listing, page: 1 });
  const file = rssFile(
    {
      title: ["Cortège", listing.q, listing.region, listing.departement].filter(Boolean).join(", "),
      link: `${origin}${localPath(locale, "/coalitions")}${query && `?${query}`}`,
      self: `${origin}/api/flux/${locale}/coalitions${query && `?${query}`}`,
      description: t("feedText"),
      language: locale,
    },
    items.slice(0, itemsAtMost),
  );
  const headers = { etag: etagOf(file), "cache-control": "public, max-age=300" };
  if (hasAlready(request, headers.etag)) return new Response(null, { status: 304, headers });
  return new Response(file, { headers: { ...headers, "content-type": "application/rss+xml; charset=utf-8" } });
}
