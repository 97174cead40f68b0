import { toInstant } from "./local-time";
import { toWallClock, zone } from "./wall-clock";

/** A calendar file (RFC 5545) with a few entries, for « Dans mon agenda ». */

export type IcsEntry = {
  /** The same for the same entry at each call: a calendar that has it replaces it. */
  uid: string;
  /** Grows with each change. */
  sequence: number;
  cancelled: boolean;
  start: Date;
  end: Date;
  title: string;
  place: string;
  url: string;
};

const escaped = (text: string) =>
  text
    .replaceAll(/\r\n|\r|\n/g, "\n")
    .replaceAll(/(?!\n)\p{Cc}/gu, "")
    .replaceAll("\\", "\\\\")
    .replaceAll(";", "\\;")
    .replaceAll(",", "\\,")
    .replaceAll("\n", "\\n");
const compact = (text: string) => text.replaceAll(/[-:]|\.\d{3}/g, "");

/** Wall-clock time of Paris; as UTC in the one hour a year that Paris has twice. */
function moment(name: string, at: Date): string {
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
  const parts: string[] = [];
  let part = "";
  let bytes = 0;
  for (const sign of line) {
    const size = new TextEncoder().encode(sign).length;
    if (bytes + size > 74) {
      parts.push(part);
      part = "";
      bytes = 0;
    }
    part += sign;
    bytes += size;
  }
  return [...parts, part].join("\r\n ");
}

export function icsFile(entries: readonly IcsEntry[], now: Date): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Cortege//FR",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    ...timeZone,
    ...entries.flatMap((entry) => [
      "BEGIN:VEVENT",
      `UID:${escaped(entry.uid)}`,
      `SEQUENCE:${entry.sequence}`,
      `STATUS:${entry.cancelled ? "CANCELLED" : "CONFIRMED"}`,
      `DTSTAMP:${compact(now.toISOString())}`,
      moment("DTSTART", entry.start),
      moment("DTEND", entry.end),
      `SUMMARY:${escaped(entry.title)}`,
      `LOCATION:${escaped(entry.place)}`,
      `URL:${entry.url}`,
      "END:VEVENT",
    ]),
    "END:VCALENDAR",
  ];
  return `${lines.map(folded).join("\r\n")}\r\n`;
}
