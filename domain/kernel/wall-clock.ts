/** The zone of every wall-clock time so far. */
export const zone = "Europe/Paris";

// Browsers carry this file: Sweden writes times as we keep them, and the platform knows the zone.
const clocks = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
const hourMs = 3_600_000;

/** The language of a page as calendars know it: its English is Britain's, which says the day before the month. */
export function languageTag(locale: string): string {
  return locale === "en" ? "en-GB" : "fr-FR";
}

/** What clocks in Paris show at `instant`, to the minute: `2026-12-29T08:30`. */
export function toWallClock(instant: Date): string {
  return clocks.format(instant).replace(" ", "T");
}

/** Whether clocks in Paris will show this, in this century: the hour left out when summer time begins is none. */
export function isWallClock(value: unknown): value is string {
  if (typeof value !== "string" || !/^20\d{2}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(value)) return false;
  const asUtc = new Date(`${value}Z`);
  if (Number.isNaN(asUtc.getTime()) || !asUtc.toISOString().startsWith(value)) return false;
  if (!/-03-\d\dT02:/.test(value)) return true;
  // Paris is one hour ahead in winter, two in summer.
  return [1, 2].some((ahead) => toWallClock(new Date(asUtc.getTime() - ahead * hourMs)) === value);
}
