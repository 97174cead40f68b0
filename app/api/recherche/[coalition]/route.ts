import { hasLocale } from "next-intl";
import { currentActor } from "@/app/actor";
import { foundLines } from "@/app/found-lines";
import { routing } from "@/app/i18n/routing";
import { services } from "@/app/services";

type Context = { params: Promise<{ coalition: string }> };

/** What is found while somebody types; whoever may not look finds nothing. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { coalition } = await params;
  const headers = { "cache-control": "no-store" };
  const asked = new URL(request.url).searchParams;
  const language = asked.get("langue");
  const locale = hasLocale(routing.locales, language) ? language : routing.defaultLocale;
  const answer = await services().transport.search(await currentActor(), coalition, asked.get("q") ?? "");
  if (!answer.ok) return new Response(null, { status: 404, headers });
  return Response.json(await foundLines(coalition, locale, answer.value), { headers });
}
