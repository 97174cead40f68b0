import { type IcsEntry, icsUntil } from "@/domain/kernel/ics";
import type { EntryValues } from "./entry-issues";
import { dayNumber, moved, occurrences, type Recurrence, weekdayOf, weekOfMonth } from "./recurrence";

const weekdays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/** What a calendar file says beside the entry itself. */
export type IcsFacts = {
  uid: string;
  revision: number;
  changedAt: Date;
  cancelled: boolean;
  url: string;
  description?: string;
};

/** An event as calendar files have it: the series, and each of its times that stands otherwise. A task: the day it is due. */
export function icsEntries(values: EntryValues, facts: IcsFacts): IcsEntry[] {
  const { title, place, address, kind, due } = values;
  const common = {
    uid: facts.uid,
    sequence: facts.revision,
    changed: facts.changedAt,
    title,
    place: [place, address].filter(Boolean).join(", "),
    url: facts.url,
    ...(facts.description ? { description: facts.description } : {}),
  };
  if (kind === "task")
    return due === null
      ? []
      : [{ ...common, start: due, end: due, cancelled: facts.cancelled || values.state === "done" }];
  const { start, end, recurrence } = values;
  if (start === null) return [];
  if (recurrence === null) return [{ ...common, start, end, cancelled: facts.cancelled }];
  // « The last Saturday », begun on another one: the file's first time must be one of the series.
  const [first] = occurrences(
    { ...values, start, exceptions: [] },
    start.slice(0, 10),
    moved(start, 800).slice(0, 10),
    1,
  );
  if (!first) return [];
  const series: IcsEntry = {
    ...common,
    start: first.start,
    end: first.end,
    cancelled: facts.cancelled,
    rule: ruleOf(recurrence, first.start),
  };
  const exceptions = values.exceptions.flatMap(({ at }) => {
    const one = occurrenceAt({ ...values, start }, at);
    if (!one) return [];
    return {
      ...common,
      start: one.start,
      end: one.end,
      place: one.place ?? common.place,
      cancelled: facts.cancelled || one.cancelled,
      instead: at,
    };
  });
  return [series, ...exceptions];
}

/** The time that was to begin at `at`, wherever it stands now. */
export function occurrenceAt(series: EntryValues & { start: string }, at: string) {
  const exceptions = series.exceptions.filter((one) => one.at === at);
  const [from, to] = [...exceptions.map(({ start }) => start), at]
    .filter((moment) => moment !== "")
    .map((moment) => moment.slice(0, 10))
    .sort()
    .reduce<[string, string]>(([low], day) => [low === "" ? day : low, day], ["", ""]);
  return occurrences({ ...series, exceptions }, from, to).find((one) => one.at === at);
}

function ruleOf({ freq, interval, days, on, until }: Recurrence, start: string): string {
  const own = weekdayOf(dayNumber(start));
  const weekday = weekdays[own - 1];
  const by =
    freq === "weekly"
      ? `BYDAY=${[...new Set([own, ...days])]
          .sort()
          .map((day) => weekdays[day - 1])
          .join(",")}`
      : on === "day"
        ? `BYMONTHDAY=${Number(start.slice(8, 10))}`
        : `BYDAY=${on === "last" ? -1 : weekOfMonth(start)}${weekday}`;
  return [
    `FREQ=${freq.toUpperCase()}`,
    ...(interval > 1 ? [`INTERVAL=${interval}`] : []),
    by,
    ...(freq === "weekly" ? ["WKST=MO"] : []),
    ...(until === null ? [] : [`UNTIL=${icsUntil(until, start.length === 10)}`]),
  ].join(";");
}
