import { getTranslations } from "next-intl/server";
import { etagOf, hasAlready } from "@/app/conditional";
import { localPath } from "@/app/i18n/local-path";
import { seatTexts } from "@/app/seat-texts";
import { services } from "@/app/services";
import { siteOrigin } from "@/app/site-origin";
import { seatSum } from "@/components/signup/seat-words";
import { toInstant } from "@/domain/kernel/local-time";
import { dayToDate, spokenDay, spokenTime } from "@/domain/kernel/spoken-date";

type Context = { params: Promise<{ locale: string; coalition: string }> };
type Line = { at: Date; hasTime: boolean; title: string; place: string; href: string; aside: string };

const most = 12;
const style = `:root{color-scheme:light dark;--papier:#FBF7EF;--encre:#1D2A2E;--encre-2:#4A585C;--sapin:#0F5B4C;--trait:#D8CDB8}
@media(prefers-color-scheme:dark){:root{--papier:#14201F;--encre:#F4EFE4;--encre-2:#B9C4BF;--sapin:#7FD1B4;--trait:#33474A}}
body{margin:0;padding:16px;background:var(--papier);color:var(--encre);font:16px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
h1{font-size:20px;line-height:1.2;margin:0 0 8px}ul{list-style:none;margin:0;padding:0}
li{padding:10px 0;border-top:1.5px solid var(--trait)}a{color:var(--sapin);font-weight:600}p{margin:0;color:var(--encre-2);font-size:15px}
a:focus-visible{outline:3px solid var(--encre);outline-offset:2px}`;

/** What a coalition has before it, to stand in a frame of another site: no script, no cookie, no file. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { locale, coalition: slug } = await params;
  const found = await services().coalition.publicPage(slug);
  if (!found.ok) return new Response(null, { status: 404, headers: { "cache-control": "no-store" } });
  const { coalition } = found.value;
  const [t, all] = [await getTranslations({ locale, namespace: "share" }), await getTranslations({ locale })];
  const [trips, dates] = await Promise.all([
    services().signup.publicTrips(coalition.id),
    services().calendar.publicAhead(coalition.id),
  ]);
  const { origin } = await siteOrigin();
  const address = (path: string) => origin + localPath(locale, path);
  const lines: Line[] = [
    ...dates.map(({ start, title, place, key }) => ({
      at: start.length === 10 ? dayToDate(start) : toInstant(start),
      hasTime: start.length > 10,
      title,
      place,
      href: address(`/${slug}/agenda/${key}`),
      aside: "",
    })),
    ...trips.map(({ id, title, departure, seats, status }) => ({
      at: toInstant(departure.startsAtLocal),
      hasTime: true,
      title,
      place: departure.place,
      href: address(`/${slug}/trajet/${id}`),
      aside: status === "open" && seats.free > 0 ? seatSum(seats.free, seatTexts(all)) : "",
    })),
  ]
    .sort((a, b) => a.at.getTime() - b.at.getTime())
    .slice(0, most);
  const etag = etagOf(coalition.name, locale, lines);
  const headers = { "cache-control": "public, max-age=60", etag };
  if (hasAlready(request, etag)) return new Response(null, { status: 304, headers });
  const rows = lines.map(({ at, hasTime, title, place, href, aside }) => {
    const when = [spokenDay(at, locale), hasTime && spokenTime(at, locale), place, aside].filter(Boolean).join(", ");
    return `<li><a href="${escaped(href)}" target="_blank" rel="noopener">${escaped(title)}</a><p>${escaped(when)}</p></li>`;
  });
  const page = address(`/${slug}`);
  const body = `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<title>${escaped(coalition.name)}</title><style>${style}</style></head>
<body><main><h1><a href="${escaped(page)}" target="_blank" rel="noopener">${escaped(coalition.name)}</a></h1>
${rows.length > 0 ? `<ul>${rows.join("\n")}</ul>` : `<p>${escaped(t("nothing"))}</p>`}
</main></body></html>
`;
  return new Response(body, { headers: { ...headers, "content-type": "text/html; charset=utf-8" } });
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
