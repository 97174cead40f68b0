import { languageTag, toWallClock, zone } from "./wall-clock";

/** Days and hours as people say them, in Paris time. Hard spaces keep a number with its word. */

const hard = "\u00a0";
const cache = new Map<string, Intl.DateTimeFormat>();

function format(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = cache.get(key) ?? new Intl.DateTimeFormat(languageTag(locale), { timeZone: zone, ...options });
  cache.set(key, known);
  return known;
}

/** A day given without time (`2026-12-28`), at noon UTC: the same day in Paris, whatever the season. */
export function dayToDate(day: string): Date {
  return new Date(`${day}T12:00:00Z`);
}

/** « 7 h 15 », « 7 h »; in English “7:15”. */
export function spokenTime(at: Date, locale: string): string {
  if (locale === "en") return format(locale, { hour: "numeric", minute: "2-digit" }).format(at);
  const parts = format(locale, { hour: "numeric", minute: "2-digit" }).formatToParts(at);
  const hour = Number(parts.find((part) => part.type === "hour")?.value ?? 0);
  const minute = parts.find((part) => part.type === "minute")?.value ?? "00";
  return minute === "00" ? `${hour}${hard}h` : `${hour}${hard}h${hard}${minute}`;
}

/** French says « 1er » of the first day alone. */
const firstSaid = (words: string, locale: string) =>
  locale === "fr" ? words.replace(/(?<![\p{L}\d])1(?=\s\p{L})/u, "1er") : words;

/** « samedi 12 décembre », « vendredi 1er janvier » */
export function spokenDay(at: Date, locale: string): string {
  return firstSaid(format(locale, { weekday: "long", day: "numeric", month: "long" }).format(at), locale);
}

/** « samedi » */
export function weekday(at: Date, locale: string): string {
  return format(locale, { weekday: "long" }).format(at);
}

/** « 12 décembre » */
export function dayAndMonth(at: Date, locale: string): string {
  return firstSaid(format(locale, { day: "numeric", month: "long" }).format(at), locale).replaceAll(" ", hard);
}

/** « 12 déc. », « 1er janv. » */
export function shortDay(at: Date, locale: string): string {
  return firstSaid(format(locale, { day: "numeric", month: "short" }).format(at), locale).replaceAll(" ", hard);
}

/** A stretch of days in one line: « 26–27 décembre », « 31 octobre – 1er novembre ». */
export function spokenSpan(startsOn: string, endsOn: string, locale: string): string {
  const [start, end] = [dayToDate(startsOn), dayToDate(endsOn)];
  if (startsOn === endsOn) return dayAndMonth(start, locale);
  if (startsOn.slice(0, 7) === endsOn.slice(0, 7)) return `${dayNumber(start, locale)}–${dayAndMonth(end, locale)}`;
  return `${dayAndMonth(start, locale)} – ${dayAndMonth(end, locale)}`;
}

/** « 12 » */
export function dayNumber(at: Date, locale: string): string {
  return format(locale, { day: "numeric" }).format(at);
}

/** « décembre », or « déc. » */
export function monthName(at: Date, locale: string, length: "long" | "short" = "long"): string {
  return format(locale, { month: length }).format(at);
}

/** The day in Paris, `2026-12-12`: to group by, and for `dateTime`. */
export function parisDay(at: Date): string {
  return toWallClock(at).slice(0, 10);
}

/** Whole days between two instants, counted by the calendar of Paris: 0 today, 1 tomorrow. */
export function daysBetween(from: Date, to: Date): number {
  return Math.round((dayToDate(parisDay(to)).getTime() - dayToDate(parisDay(from)).getTime()) / 86_400_000);
}

/** Both ends of a stretch of days as figures and months: « 28–29 nov. », « 30 nov.–2 déc. ». */
export function daySpan(startsOn: string, endsOn: string, locale: string, length: "long" | "short" = "short") {
  const start = dayToDate(startsOn);
  const end = dayToDate(endsOn);
  const [first, last] = [dayNumber(start, locale), dayNumber(end, locale)];
  const [month, lastMonth] = [monthName(start, locale, length), monthName(end, locale, length)];
  if (startsOn === endsOn) return { days: first, month };
  if (month === lastMonth) return { days: `${first}–${last}`, month };
  return { days: `${first}–${last}`, month: `${month}–${lastMonth}` };
}
