import { connection } from "next/server";
import { answerCalendar } from "@/app/calendar-answer";
import { services } from "@/app/services";
import type { Feed } from "@/server/calendar/feeds";

type Context = { params: Promise<{ of: string[] }> };

/**
 * `/api/calendrier/national.ics`, `/api/calendrier/lille.ics`, `/api/calendrier/lille/<event>.ics`: calendar files that
 * anybody may subscribe to.
 */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  await connection();
  const feed = feedOf((await params).of);
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
function feedOf(names: readonly string[]): Feed | null {
  const [first = "", second] = names;
  const last = second ?? first;
  if (!last.endsWith(".ics") || names.length > 2) return null;
  const file = last.slice(0, -4);
  if (second !== undefined) return { kind: "entry", slug: first, id: file };
  return file === "national" ? { kind: "national" } : { kind: "coalition", slug: file };
}
