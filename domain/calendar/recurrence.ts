import { isWallClock } from "@/domain/kernel/wall-clock";
import type { EntryException } from "./schema";

/**
 * How an event comes back, at the same time by the clock whatever the season. Weekly on the day when it first stands and
 * on `days` (1 Monday … 7 Sunday); monthly on the same day of the month, on the same weekday of the same week, or on the
 * last such weekday, all of them read from when it first stands, so that the two cannot disagree. `until`: the last day.
 */
export type Recurrence = {
  freq: "weekly" | "monthly";
  interval: number;
  days: number[];
  on: "day" | "weekday" | "last";
  until: string | null;
};
/** One time that an event stands. `at`: when it was to begin, by which it is known. Wall-clock times, or days. */
export type Occurrence = {
  at: string;
  start: string;
  end: string | null;
  place: string | null;
  cancelled: boolean;
  /** Why, where it is cancelled for good. */
  reason?: string;
};
type Series = {
  start: string;
  end: string | null;
  recurrence: Recurrence | null;
  exceptions: readonly EntryException[];
};

const dayMs = 86_400_000;
const longestInterval = 52;
const minuteMs = 60_000;

/** A day such as `2026-11-28`, in this century. */
export function isDay(value: unknown): value is string {
  if (typeof value !== "string" || !/^20\d{2}-\d{2}-\d{2}$/.test(value)) return false;
  const at = new Date(`${value}T00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value);
}

/** When something may begin or end: a time by the clock, or a whole day. */
export function isMoment(value: unknown): value is string {
  return isDay(value) || isWallClock(value);
}

/** Null for what no client of ours wrote. */
export function readRecurrence(value: unknown): Recurrence | null {
  if (typeof value !== "object" || value === null) return null;
  const { freq, interval, days, on, until } = Object.fromEntries(Object.entries(value));
  if (freq !== "weekly" && freq !== "monthly") return null;
  if (!Number.isInteger(interval) || interval < 1 || interval > longestInterval) return null;
  if (on !== "day" && on !== "weekday" && on !== "last") return null;
  if (!Array.isArray(days) || days.length > 7 || days.some((day) => !Number.isInteger(day) || day < 1 || day > 7))
    return null;
  if (until !== null && !isDay(until)) return null;
  return { freq, interval, days: [...new Set<number>(days)].sort(), on, until };
}

/** So many days since 1970. */
export function dayNumber(moment: string): number {
  return Math.round(Date.parse(`${moment.slice(0, 10)}T00:00Z`) / dayMs);
}

export function dayOf(number: number): string {
  return new Date(number * dayMs).toISOString().slice(0, 10);
}

/** 1 Monday … 7 Sunday */
export function weekdayOf(number: number): number {
  return ((number + 3) % 7) + 1;
}

/** Moves a moment by days and minutes of the clock. */
export function moved(moment: string, days: number, minutes = 0): string {
  if (moment.length === 10) return dayOf(dayNumber(moment) + days + Math.round((minutes * minuteMs) / dayMs));
  const at = Date.parse(`${moment}Z`) + days * dayMs + minutes * minuteMs;
  return new Date(at).toISOString().slice(0, 16);
}

/** Which of its weekday in its month: 1 … 5. */
export function weekOfMonth(moment: string): number {
  return Math.ceil(Number(moment.slice(8, 10)) / 7);
}

/** The times that touch the days `from` … `to`, in order, at most `most`. An exception stands where it was moved to. */
export function occurrences(series: Series, from: string, to: string, most = 500): Occurrence[] {
  const byStart = new Map(series.exceptions.map((exception) => [exception.at, exception]));
  const found: Occurrence[] = [];
  const touches = ({ start, end }: Occurrence) => start.slice(0, 10) <= to && (end ?? start).slice(0, 10) >= from;
  const span = series.end === null ? 0 : dayNumber(series.end) - dayNumber(series.start);
  for (const start of starts(series, dayOf(dayNumber(from) - span), to)) {
    if (byStart.has(start)) continue;
    const one = plain(series, start);
    if (touches(one)) found.push(one);
    if (found.length >= most) break;
  }
  // Few, and each may have been moved into these days from far away.
  for (const exception of series.exceptions) {
    if (!isStart(series, exception.at)) continue;
    const one = excepted(series, exception);
    if (touches(one)) found.push(one);
  }
  return found.sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0)).slice(0, most);
}

/** The first time that ends on `day` or after; null when there is none. */
export function nextOccurrence(series: Series, day: string): Occurrence | null {
  const far = dayOf(dayNumber(day) + 366 * 5);
  return occurrences(series, day, far, 50).find((one) => !one.cancelled) ?? null;
}

/** The last day on which it stands; null: it goes on. */
export function lastDay({ start, end, recurrence, exceptions }: Series): string | null {
  const ends = exceptions.map((exception) => (exception.end || exception.start).slice(0, 10));
  const span = end === null ? 0 : dayNumber(end) - dayNumber(start);
  if (recurrence?.until === null) return null;
  const last = recurrence?.until ?? start;
  return [dayOf(dayNumber(last) + span), ...ends].sort().at(-1) ?? null;
}

/** Whether the series itself stands at that moment. */
export function isStart(series: Series, at: string): boolean {
  if (!isMoment(at) || at.length !== series.start.length || at.slice(10) !== series.start.slice(10)) return false;
  return starts(series, at, at).includes(at);
}

function plain({ start: first, end: firstEnd }: Series, at: string): Occurrence {
  const days = dayNumber(at) - dayNumber(first);
  return { at, start: at, end: firstEnd === null ? null : moved(firstEnd, days), place: null, cancelled: false };
}

function excepted(series: Series, { at, cancelled, start, end, place, reason }: EntryException): Occurrence {
  const one = plain(series, at);
  const begins = isMoment(start) ? start : one.start;
  const length = one.end === null ? null : minutesBetween(one.start, one.end);
  const ends = isMoment(end) ? end : length === null ? null : moved(begins, 0, length);
  const fits = ends !== null && ends >= begins && ends.length === begins.length;
  const occurrence = { at, start: begins, end: fits ? ends : null, place: place || null, cancelled };
  return reason === undefined ? occurrence : { ...occurrence, reason };
}

function minutesBetween(from: string, to: string): number {
  const at = (moment: string) => Date.parse(moment.length === 10 ? `${moment}T00:00Z` : `${moment}Z`);
  return (at(to) - at(from)) / minuteMs;
}

/** When the series begins, on the days `from` … `to`. */
function starts({ start, recurrence }: Series, from: string, to: string): string[] {
  const first = dayNumber(start);
  const [low, high] = [Math.max(first, dayNumber(from)), dayNumber(to)];
  if (!recurrence) return first >= low && first <= high ? [start] : [];
  const end = recurrence.until === null ? high : Math.min(high, dayNumber(recurrence.until));
  const days =
    recurrence.freq === "weekly" ? weekly(first, recurrence, low, end) : monthly(start, recurrence, low, end);
  return days.map((day) => dayOf(day) + start.slice(10));
}

function weekly(first: number, { interval, days }: Recurrence, low: number, high: number): number[] {
  const own = weekdayOf(first);
  const monday = first - own + 1;
  const wanted = [...new Set([own, ...days])].sort();
  const step = 7 * interval;
  const found: number[] = [];
  for (let week = monday + Math.max(0, Math.floor((low - monday) / step)) * step; week <= high; week += step)
    for (const weekday of wanted) {
      const day = week + weekday - 1;
      if (day >= low && day <= high) found.push(day);
    }
  return found;
}

function monthly(start: string, { interval, on }: Recurrence, low: number, high: number): number[] {
  const month = (moment: string) => Number(moment.slice(0, 4)) * 12 + Number(moment.slice(5, 7)) - 1;
  const begins = month(start);
  const found: number[] = [];
  const skipped = Math.max(0, Math.floor((month(dayOf(low)) - begins) / interval)) * interval;
  for (let at = begins + skipped; at <= month(dayOf(high)); at += interval) {
    const day = dayInMonth(at, start, on);
    if (day !== null && day >= low && day <= high) found.push(day);
  }
  return found;
}

/** Null in a month that has no such day: an event on the 31st skips June, as calendars do. */
function dayInMonth(month: number, start: string, on: Recurrence["on"]): number | null {
  const [year, index] = [Math.floor(month / 12), month % 12];
  const firstDay = Date.UTC(year, index, 1) / dayMs;
  const length = Date.UTC(year, index + 1, 1) / dayMs - firstDay;
  const within = (offset: number) => (offset < length ? firstDay + offset : null);
  if (on === "day") return within(Number(start.slice(8, 10)) - 1);
  const weekday = weekdayOf(dayNumber(start));
  const before = (weekday - weekdayOf(firstDay) + 7) % 7;
  if (on === "weekday") return within(before + (weekOfMonth(start) - 1) * 7);
  return within(before + 28 < length ? before + 28 : before + 21);
}
