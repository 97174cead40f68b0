import { languageTag } from "@/domain/kernel/wall-clock";

/** Wall-clock text of the sheet, `YYYY-MM-DDTHH:mm`: written by people in local time, so no zone comes into it. */

const hardSpace = "\u00A0";

/** Empty when the text does not begin with a day. */
export function dayOf(at: string | null): string {
  return /^\d{4}-\d{2}-\d{2}/.exec(at ?? "")?.[0] ?? "";
}

/** Empty when the text is not a day and a time. */
export function timeOf(at: string | null): string {
  return /^\d{4}-\d{2}-\d{2}T(\d{2}:\d{2})$/.exec(at ?? "")?.[1] ?? "";
}

/** Null while either half is missing: half a time is no time. */
export function joinClock(day: string, time: string): string | null {
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && /^\d{2}:\d{2}$/.test(time) ? `${day}T${time}` : null;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Days as words; a format costs a hundred times what it writes, and a sheet writes thousands. */
function written(day: string, locale: string, options: Intl.DateTimeFormatOptions): string {
  const key = `${locale} ${Object.keys(options)}`;
  const format = formats.get(key) ?? new Intl.DateTimeFormat(languageTag(locale), { ...options, timeZone: "UTC" });
  formats.set(key, format);
  return format.format(new Date(`${day}T00:00:00Z`));
}

/** « 8 h 30 », in English « 8:30 ». */
export function timeText(time: string, locale: string): string {
  const [hours = "", minutes = ""] = time.split(":");
  if (locale === "en") return `${Number(hours)}:${minutes}`;
  return `${Number(hours)}${hardSpace}h${hardSpace}${minutes}`;
}

/** The time, preceded by its day when that is not the day of the departure: « sam. 17 h 00 ». */
export function clockText(at: string | null, day: string, locale: string): string {
  const time = timeOf(at);
  if (at === null || time === "") return "";
  const text = timeText(time, locale);
  if (day === "" || dayOf(at) === day) return text;
  const weekday = written(dayOf(at), locale, { weekday: "short" });
  return `${weekday}${hardSpace}${text}`;
}

/** « Dimanche 29 novembre ». */
export function longDay(day: string, locale: string): string {
  const text = written(day, locale, { weekday: "long", day: "numeric", month: "long" });
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** « 29 novembre ». */
export function shortDay(day: string, locale: string): string {
  return written(day, locale, { day: "numeric", month: "long" });
}
