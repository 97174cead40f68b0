import { toInstant } from "./local-time";
import { toWallClock, zone } from "./wall-clock";

/** A calendar file (RFC 5545): a few entries for « Dans mon agenda », or an agenda to subscribe to. */

export type IcsEntry = {
  /** The same for the same entry at each call: a calendar that has it replaces it. */
  uid: string;
  /** Grows with each change. */
  sequence: number;
  cancelled: boolean;
  /** An instant; or as the clock in Paris says, `2026-11-28T10:00`; or a whole day, `2026-11-28`. */
  start: Date | string;
  /** A whole day is the last one. Null: nobody knows. */
  end: Date | string | null;
  title: string;
  place: string;
  url: string;
  description?: string;
  /** How it comes back, as RFC 5545 writes rules. */
  rule?: string;
  /** This stands instead of the time of the series that was to begin then. */
  instead?: string;
  changed?: Date;
};

/** An agenda that calendars fetch again by themselves. */
export type IcsFeed = { name: string; everyHours: number };

const special = /[\\;,\p{Cc}]/u;
const escaped = (text: string) =>
  !special.test(text)
    ? text
    : text
        .replaceAll(/\r\n|\r|\n/g, "\n")
        .replaceAll(/(?!\n)\p{Cc}/gu, "")
        .replaceAll("\\", "\\\\")
        .replaceAll(";", "\\;")
        .replaceAll(",", "\\,")
        .replaceAll("\n", "\\n");
const compact = (text: string) => text.replaceAll(/[-:]|\.\d{3}/g, "");

/** Wall-clock time of Paris; as UTC in the one hour a year that Paris has twice. */
function moment(name: string, at: Date | string): string {
  if (typeof at === "string")
    return at.length === 10 ? `${name};VALUE=DATE:${compact(at)}` : `${name};TZID=${zone}:${compact(at)}00`;
  const wallClock = toWallClock(at);
  const again = toInstant(wallClock).getTime() - Math.floor(at.getTime() / 60_000) * 60_000;
  return again === 0 ? `${name};TZID=${zone}:${compact(wallClock)}00` : `${name}:${compact(at.toISOString())}`;
}

/** Since 1996; the days of the law, not of a year. */
const timeZone = [
  "BEGIN:VTIMEZONE",
  `TZID:${zone}`,
  "BEGIN:DAYLIGHT",
  "DTSTART:19960331T020000",
  "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
  "TZOFFSETFROM:+0100",
  "TZOFFSETTO:+0200",
  "TZNAME:CEST",
  "END:DAYLIGHT",
  "BEGIN:STANDARD",
  "DTSTART:19961027T030000",
  "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
  "TZOFFSETFROM:+0200",
  "TZOFFSETTO:+0100",
  "TZNAME:CET",
  "END:STANDARD",
  "END:VTIMEZONE",
];

/** Lines are at most 75 bytes long: a longer one goes on after a line break and a blank. */
function folded(line: string): string {
  // No sign takes more than three bytes for each of its units.
  if (line.length <= 25) return line;
  const parts: string[] = [];
  let begun = 0;
  let bytes = 0;
  for (let at = 0; at < line.length; ) {
    const sign = line.codePointAt(at) ?? 0;
    const size = sign < 0x80 ? 1 : sign < 0x800 ? 2 : sign < 0x10000 ? 3 : 4;
    if (bytes + size > 74) {
      parts.push(line.slice(begun, at));
      begun = at;
      bytes = 0;
    }
    bytes += size;
    at += sign < 0x10000 ? 1 : 2;
  }
  return parts.length === 0 ? line : [...parts, line.slice(begun)].join("\r\n ");
}

/** The last moment of a day on which a rule still holds. */
export function icsUntil(day: string, wholeDay: boolean): string {
  return wholeDay ? compact(day) : compact(toInstant(`${day}T23:59`).toISOString());
}

/** Files say the day after the last. */
function ending(end: IcsEntry["end"]): string[] {
  if (end === null) return [];
  if (typeof end !== "string" || end.length > 10) return [moment("DTEND", end)];
  return [moment("DTEND", new Date(Date.parse(`${end}T00:00Z`) + 86_400_000).toISOString().slice(0, 10))];
}

export function icsFile(entries: readonly IcsEntry[], now: Date, feed?: IcsFeed): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Cortege//FR",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    ...(feed
      ? [
          `NAME:${escaped(feed.name)}`,
          `X-WR-CALNAME:${escaped(feed.name)}`,
          `X-WR-TIMEZONE:${zone}`,
          `REFRESH-INTERVAL;VALUE=DURATION:PT${feed.everyHours}H`,
          `X-PUBLISHED-TTL:PT${feed.everyHours}H`,
        ]
      : []),
    ...timeZone,
    ...entries.flatMap((entry) => [
      "BEGIN:VEVENT",
      `UID:${escaped(entry.uid)}`,
      `SEQUENCE:${entry.sequence}`,
      `STATUS:${entry.cancelled ? "CANCELLED" : "CONFIRMED"}`,
      `DTSTAMP:${compact((entry.changed ?? now).toISOString())}`,
      ...(entry.changed ? [`LAST-MODIFIED:${compact(entry.changed.toISOString())}`] : []),
      ...(entry.instead === undefined ? [] : [moment("RECURRENCE-ID", entry.instead)]),
      moment("DTSTART", entry.start),
      ...ending(entry.end),
      ...(entry.rule === undefined ? [] : [`RRULE:${entry.rule}`]),
      `SUMMARY:${escaped(entry.title)}`,
      ...(entry.description ? [`DESCRIPTION:${escaped(entry.description)}`] : []),
      ...(entry.place ? [`LOCATION:${escaped(entry.place)}`] : []),
      `URL:${entry.url}`,
      "END:VEVENT",
    ]),
    "END:VCALENDAR",
  ];
  return `${lines.map(folded).join("\r\n")}\r\n`;
}
