/** A calendar file (RFC 5545) with a few entries, for « Dans mon agenda ». */

export type IcsEntry = { uid: string; start: Date; end: Date; title: string; place: string; url: string };

const escaped = (text: string) =>
  text
    .replaceAll("\\", "\\\\")
    .replaceAll(";", "\\;")
    .replaceAll(",", "\\,")
    .replaceAll(/\r\n|\r|\n/g, "\\n");
const instant = (at: Date) => at.toISOString().replaceAll(/[-:]|\.\d{3}/g, "");

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
    ...entries.flatMap((entry) => [
      "BEGIN:VEVENT",
      `UID:${escaped(entry.uid)}`,
      `DTSTAMP:${instant(now)}`,
      `DTSTART:${instant(entry.start)}`,
      `DTEND:${instant(entry.end)}`,
      `SUMMARY:${escaped(entry.title)}`,
      `LOCATION:${escaped(entry.place)}`,
      `URL:${entry.url}`,
      "END:VEVENT",
    ]),
    "END:VCALENDAR",
  ];
  return `${lines.map(folded).join("\r\n")}\r\n`;
}
