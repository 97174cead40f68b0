import { connection } from "next/server";
import { answerCalendar } from "@/app/calendar-answer";
import { amongOf } from "@/app/listing";
import { services } from "@/app/services";
import { listingSchema } from "@/domain/coalition/listing";
import type { Feed } from "@/server/calendar/feeds";

type Context = { params: Promise<{ of: string[] }> };

/**
 * `/api/calendrier/national.ics`, `/api/calendrier/coalitions.ics?region=…`, `/api/calendrier/lille.ics`, `/api/calendrier/lille/<event>.ics`: calendar files that
 * anybody may subscribe to.
 */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  await connection();
  const feed = await feedOf((await params).of, new URL(request.url).searchParams);
  const known = feed && (await services().calendar.feedStamp(feed));
  if (!feed || !known?.ok) return new Response(null, { status: 404 });
  const { stamp, changedAt, name } = known.value;
  return answerCalendar(request, {
    stamp: JSON.stringify([feed, stamp]),
    changedAt,
    name: feed.kind === "entry" ? null : name,
    isPrivate: false,
    async read() {
      const found = await services().calendar.readFeed(feed);
      return found.ok ? found.value : null;
    },
  });
}

/** Null where no calendar is. */
async function feedOf(names: readonly string[], query: URLSearchParams): Promise<Feed | null> {
  const [first = "", second] = names;
  const last = second ?? first;
  if (!last.endsWith(".ics") || names.length > 2) return null;
  const file = last.slice(0, -4);
  if (second !== undefined) return { kind: "entry", slug: first, id: file };
  if (file === "coalitions") {
    const listing = listingSchema.parse(Object.fromEntries(query));
    return { kind: "list", listing, among: await amongOf(listing) };
  }
  return file === "national" ? { kind: "national" } : { kind: "coalition", slug: file };
}
