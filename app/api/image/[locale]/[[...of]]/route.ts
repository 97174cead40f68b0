import { hasLocale } from "next-intl";
import { getTranslations } from "next-intl/server";
import { posterPicture } from "@/app/api/image/poster-picture";
import { picture } from "@/app/api/image/render";
import { ticketPicture } from "@/app/api/image/ticket-picture";
import { coalitionWords, homeWords, tripWords } from "@/app/api/image/words";
import { etagOf, hasAlready } from "@/app/conditional";
import { routing } from "@/app/i18n/routing";
import { services } from "@/app/services";

type Context = { params: Promise<{ locale: string; of?: string[] }> };

/** The picture that goes with a shared link: of the home page, of a coalition, of a trip. What their pages show, no more. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { locale, of = [] } = await params;
  const shown = hasLocale(routing.locales, locale) ? await shownAt(locale, of) : null;
  if (!shown) return new Response(null, { status: 404 });
  const headers = { etag: etagOf(shown.words), "cache-control": "public, max-age=300" };
  if (hasAlready(request, headers.etag)) return new Response(null, { status: 304, headers });
  const drawn = await picture(headers.etag, shown.draw);
  if (!drawn) return new Response(null, { status: 503, headers: { "retry-after": "5" } });
  return new Response(new Uint8Array(drawn), { headers: { ...headers, "content-type": "image/png" } });
}

async function shownAt(locale: string, of: readonly string[]) {
  const [slug, tripId, ...more] = of;
  if (more.length > 0) return null;
  const t = await getTranslations({ locale });
  if (slug === undefined) {
    const words = homeWords(t);
    return { words, draw: () => posterPicture(words) };
  }
  if (tripId === undefined) {
    const found = await services().coalition.publicPage(slug);
    if (!found.ok) return null;
    const words = coalitionWords(t, found.value.coalition);
    return { words, draw: () => posterPicture(words) };
  }
  const found = await services().signup.publicTrip(slug, tripId);
  if (!found.ok) return null;
  const words = tripWords(t, found.value, locale);
  return { words, draw: () => ticketPicture(words) };
}
