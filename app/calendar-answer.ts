import { type IcsEntry, icsFile } from "@/domain/kernel/ics";
import { etagOf, hasAlready } from "./conditional";

/** How often calendars ask again. */
const everyHours = 4;

type Calendar = {
  /** Changes whenever the file does. */
  stamp: string;
  changedAt: Date | null;
  /** Of an agenda to subscribe to; null for one event. */
  name: string | null;
  isPrivate: boolean;
  /** Asked only when the calendar that asks has not got it yet. */
  read(): Promise<readonly IcsEntry[] | null>;
};

/** A calendar file; 304 without reading anything more where it is known. `read` answers null for what is not there. */
export async function answerCalendar(request: Request, calendar: Calendar): Promise<Response> {
  const { stamp, changedAt, name, isPrivate, read } = calendar;
  const headers = {
    etag: etagOf(stamp),
    "cache-control": isPrivate ? "private, no-cache" : "public, max-age=300",
    ...(changedAt ? { "last-modified": changedAt.toUTCString() } : {}),
  };
  if (hasAlready(request, headers.etag)) return new Response(null, { status: 304, headers });
  const entries = await read();
  if (!entries) return new Response(null, { status: 404 });
  const feed = name === null ? undefined : { name, everyHours };
  return new Response(icsFile(entries, new Date(), feed), {
    headers: { ...headers, "content-type": "text/calendar; charset=utf-8; method=PUBLISH" },
  });
}
