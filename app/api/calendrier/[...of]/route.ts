import { connection } from "next/server";
import { etagOf, hasAlready } from "@/app/conditional";
import { services } from "@/app/services";
import { icsFile } from "@/domain/kernel/ics";
import type { Feed } from "@/server/calendar/feeds";

type Context = { params: Promise<{ of: string[] }> };

/** How often calendars ask again. */
const everyHours = 4;

/**
 * `/api/calendrier/national.ics`, `/api/calendrier/lille.ics`, `/api/calendrier/lille/<event>.ics`: calendar files that
 * anybody may subscribe to.
 */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  await connection();
  const feed = feedOf((await params).of);
  const missing = () => new Response(null, { status: 404 });
  if (!feed) return missing();
  const stamp = await services().calendar.feedStamp(feed);
  if (!stamp.ok) return missing();
  const { changedAt } = stamp.value;
  const headers = {
    etag: etagOf(feed, stamp.value.stamp),
    "cache-control": "public, max-age=300",
    ...(changedAt ? { "last-modified": changedAt.toUTCString() } : {}),
  };
  if (hasAlready(request, headers.etag)) return new Response(null, { status: 304, headers });
  const found = await services().calendar.readFeed(feed);
  if (!found.ok) return missing();
  const { name, entries } = found.value;
  return new Response(icsFile(entries, new Date(), feed.kind === "entry" ? undefined : { name, everyHours }), {
    headers: { ...headers, "content-type": "text/calendar; charset=utf-8; method=PUBLISH" },
  });
}

/** Null where no calendar is. */
function feedOf(path: readonly string[]): Feed | null {
  const names = path.map((part) => decodeURIComponent(part));
  const last = names.at(-1);
  if (!last?.endsWith(".ics") || names.length > 2) return null;
  const file = last.slice(0, -4);
  const [first] = names;
  if (names.length === 2) return { kind: "entry", slug: first ?? "", id: file };
  return file === "national" ? { kind: "national" } : { kind: "coalition", slug: file };
}
