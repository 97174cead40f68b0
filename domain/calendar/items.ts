import type { EntryValues } from "./entry-issues";
import { dayNumber, dayOf, occurrences, weekdayOf } from "./recurrence";
import type { EntryKind } from "./schema";

/** What is known of an entry when it is put on the days of a calendar. */
export type DatedEntry = { key: string; values: EntryValues; cancelled: boolean };

/** One thing on the days of a calendar. `at` names the occurrence of a series; a task stands on the day it is due. */
export type Item = {
  /** The entry's. */
  key: string;
  at: string;
  series: boolean;
  kind: EntryKind;
  title: string;
  start: string;
  end: string | null;
  place: string;
  cancelled: boolean;
  done: boolean;
};

/** Everything on the days `from` … `to`, by time; whole days and tasks first. */
export function itemsOf(entries: readonly DatedEntry[], from: string, to: string): Item[] {
  const found: Item[] = [];
  for (const { key, values, cancelled } of entries) {
    const { kind, title, place, start, due } = values;
    const done = values.state === "done";
    if (kind === "task") {
      if (due !== null && due >= from && due <= to)
        found.push({ key, at: due, series: false, kind, title, start: due, end: null, place, cancelled, done });
      continue;
    }
    if (start === null) continue;
    // Most stand once, on other days: nothing is made for them.
    if (values.recurrence === null && (start.slice(0, 10) > to || (values.end ?? start).slice(0, 10) < from)) continue;
    for (const one of occurrences({ ...values, start }, from, to)) {
      found.push({
        key,
        at: one.at,
        series: values.recurrence !== null,
        kind,
        title,
        start: one.start,
        end: one.end,
        place: one.place ?? place,
        cancelled: cancelled || one.cancelled,
        done: false,
      });
    }
  }
  return found.sort(byTime);
}

function byTime(a: Item, b: Item): number {
  const [left, right] = [`${a.start} ${a.title}`, `${b.start} ${b.title}`];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** `2026-12`; null for what is none. */
export function monthOf(text: string | null | undefined): string | null {
  return /^20\d{2}-(0[1-9]|1[0-2])$/.test(text ?? "") ? (text ?? null) : null;
}

/** The month that is so many months later. */
export function monthAfter(month: string, count = 1): string {
  const at = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`;
}

/** The weeks that a month touches, each from Monday to Sunday. */
export function weeksOf(month: string): string[][] {
  const first = dayNumber(`${month}-01`);
  const last = dayNumber(`${monthAfter(month)}-01`) - 1;
  const monday = first - weekdayOf(first) + 1;
  const weeks = Math.ceil((last - monday + 1) / 7);
  return Array.from({ length: weeks }, (_, week) =>
    Array.from({ length: 7 }, (_, day) => dayOf(monday + week * 7 + day)),
  );
}

/** Items and dates by day, each on the first of its days that is shown. */
export function byDay<T extends { start: string }>(items: readonly T[], from: string): Map<string, T[]> {
  const days = new Map<string, T[]>();
  for (const item of items) {
    const day = item.start.slice(0, 10) < from ? from : item.start.slice(0, 10);
    const known = days.get(day);
    if (known) known.push(item);
    else days.set(day, [item]);
  }
  return new Map([...days].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** At most so many lines a day; how much more stands on one takes a line too. */
export function capDays<T extends { start: string }>(items: readonly T[], lines: number) {
  const days = [
    ...byDay(
      [...items].sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0)),
      "",
    ),
  ];
  const kept = ([, list]: [string, T[]]) => (list.length > lines ? list.slice(0, lines - 1) : list);
  const more = days.flatMap(([day, list]) => (list.length > lines ? [{ day, count: list.length - lines + 1 }] : []));
  return { kept: days.flatMap(kept), more };
}

/** What stands at the same time as something new: dates that meet, `but` aside. */
export function clashes<T extends { start: string; end: string | null }>(
  wanted: { start: string; end: string | null },
  others: readonly T[],
): T[] {
  const [from, to] = [wanted.start, wanted.end ?? wanted.start];
  return others.filter(({ start, end }) => {
    const last = end ?? start;
    // A whole day meets every hour of it.
    const [a, b] = from.length === start.length ? [from, to] : [from.slice(0, 10), to.slice(0, 10)];
    const [c, d] = from.length === start.length ? [start, last] : [start.slice(0, 10), last.slice(0, 10)];
    return a <= d && c <= b;
  });
}
