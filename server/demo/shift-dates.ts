import { Temporal } from "temporal-polyfill";
import { zone } from "@/domain/kernel/wall-clock";

/** The Saturday of the main weekend in the data as they were written. */
const mainSaturday = Temporal.PlainDate.from("2015-11-28");
const daysAhead = 28;

/** How the whole set of demo data moves; texts are written in French. */
export type Shift = {
  /** Whole weeks, so that days of the week stay. */
  weeks: number;
  /** `2015-11-28` → the shifted day. */
  day(date: string): string;
  /** `2015-11-29T08:30:00+01:00` → wall-clock time, `2026-12-27T08:30`; the offset of the old date does not move along. */
  wallClock(instant: string): string;
  /** Writes out `{{2015-11-29}}` and `{{2015-11-28/2015-11-29}}`, and hardens the spaces before French signs. */
  text(template: string): string;
};

/** Moves the main weekend to the first one that is at least 28 days after `now`, as the calendar in Paris has it. */
export function shiftFrom(now: Date): Shift {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone).toPlainDate();
  const earliest = today.add({ days: daysAhead });
  const days = mainSaturday.until(earliest, { largestUnit: "days" }).days;
  const weeks = Math.ceil(days / 7);
  const move = (date: string) => Temporal.PlainDate.from(date).add({ weeks });
  return {
    weeks,
    day: (date) => move(date).toString(),
    wallClock: (instant) => `${move(instant.slice(0, 10)).toString()}T${instant.slice(11, 16)}`,
    text: (template) =>
      template
        .replace(/ (?=[:;?!»])/g, "\u00a0")
        .replace(/\{\{(\d{4}-\d{2}-\d{2})(?:\/(\d{4}-\d{2}-\d{2}))?\}\}/g, (_, from: string, to?: string) =>
          spoken(move(from), to ? move(to) : undefined),
        ),
  };
}

const format = new Intl.DateTimeFormat("fr-FR", { day: "numeric", month: "long", timeZone: "UTC" });

function spoken(from: Temporal.PlainDate, to?: Temporal.PlainDate): string {
  const date = (day: Temporal.PlainDate) => new Date(`${day.toString()}T12:00Z`);
  return to ? format.formatRange(date(from), date(to)) : format.format(date(from));
}
