import ICAL from "ical.js";
import { toWallClock, zone } from "@/domain/kernel/wall-clock";
import { dayNumber, dayOf, isMoment, moved, type Recurrence, weekdayOf, weekOfMonth } from "./recurrence";
import { agendaLimits, type EntryException } from "./schema";

/** What is read of a calendar file of elsewhere, as our agenda would say it. */
export type ReadEvent = {
  uid: string;
  title: string;
  place: string;
  notes: string;
  start: string;
  end: string | null;
  recurrence: Recurrence | null;
  exceptions: EntryException[];
  cancelled: boolean;
  /** It comes back in a way that our agenda does not know: only its first time was read. */
  onlyFirst: boolean;
};

/** Signs of a file, and events in it; more are not looked at. */
export const icsLimits = { size: 1_000_000, events: 500 } as const;
const weekdays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/** Null for what is no calendar file. What cannot be read in one is left out. */
export function readIcs(text: string): ReadEvent[] | null {
  if (text.length > icsLimits.size) return null;
  let calendar: ICAL.Component;
  try {
    calendar = new ICAL.Component(ICAL.parse(text));
  } catch {
    return null;
  }
  if (calendar.name !== "vcalendar") return null;
  const zones = new Map<string, ICAL.Timezone>();
  for (const component of calendar.getAllSubcomponents("vtimezone"))
    attempt(() => zones.set(String(component.getFirstPropertyValue("tzid")), new ICAL.Timezone(component)));
  const all = calendar
    .getAllSubcomponents("vevent")
    .slice(0, icsLimits.events)
    .flatMap((component) => {
      const event = attempt(() => readEvent(component, zones));
      return event ? [event] : [];
    });
  const series = new Map(all.filter(({ instead }) => instead === null).map((one) => [one.event.uid, one.event]));
  for (const { event, instead } of all) {
    const of = instead === null ? undefined : series.get(event.uid);
    if (!of || instead === null || of.exceptions.length >= agendaLimits.exceptions) continue;
    const { start, end, place, cancelled } = event;
    of.exceptions = [
      ...of.exceptions.filter(({ at }) => at !== instead),
      { at: instead, cancelled, start, end: end ?? "", place: place === of.place ? "" : place },
    ];
  }
  return [...series.values()];
}

type Zones = ReadonlyMap<string, ICAL.Timezone>;

function readEvent(component: ICAL.Component, zones: Zones): { event: ReadEvent; instead: string | null } | null {
  const start = momentOf(component, "dtstart", zones);
  if (start === null) return null;
  const words = (name: string, most: number) =>
    String(component.getFirstPropertyValue(name) ?? "")
      .replaceAll("\0", "")
      .trim()
      .slice(0, most);
  const end = endOf(component, start, zones);
  const rule = component.getFirstPropertyValue("rrule");
  const recurrence = rule instanceof ICAL.Recur ? recurrenceOf(rule, start) : null;
  const exceptions = component.getAllProperties("exdate").flatMap((property) =>
    property.getValues().flatMap((value) => {
      const at = value instanceof ICAL.Time ? wallClock(value, property, zones) : null;
      return at === null ? [] : [{ at, cancelled: true, start: "", end: "", place: "" }];
    }),
  );
  return {
    instead: momentOf(component, "recurrence-id", zones),
    event: {
      uid: words("uid", 500),
      title: words("summary", agendaLimits.title),
      place: words("location", agendaLimits.line),
      notes: words("description", agendaLimits.cell),
      start,
      end,
      recurrence,
      exceptions: recurrence === null ? [] : exceptions.slice(0, agendaLimits.exceptions),
      cancelled: words("status", 20).toUpperCase() === "CANCELLED",
      onlyFirst: rule !== null && recurrence === null,
    },
  };
}

function momentOf(component: ICAL.Component, name: string, zones: Zones): string | null {
  const property = component.getFirstProperty(name);
  const value = property?.getFirstValue();
  return property && value instanceof ICAL.Time ? wallClock(value, property, zones) : null;
}

/** What clocks in Paris show then; a time without zone is theirs. */
function wallClock(time: ICAL.Time, property: ICAL.Property, zones: Zones): string | null {
  const text = time.toString();
  if (time.isDate) return isMoment(text.slice(0, 10)) ? text.slice(0, 10) : null;
  const named = String(property.getParameter("tzid") ?? "");
  const own = zones.get(named);
  if (own && named !== zone) time.zone = own;
  const elsewhere = text.endsWith("Z") || (own !== undefined && named !== zone);
  const shown = elsewhere ? toWallClock(time.toJSDate()) : text.slice(0, 16);
  return isMoment(shown) ? shown : null;
}

function endOf(component: ICAL.Component, start: string, zones: Zones): string | null {
  const end = momentOf(component, "dtend", zones);
  const days = start.length === 10;
  if (end !== null && end.length === start.length) {
    // Files say the day after the last one.
    const last = days ? moved(end, -1) : end;
    return last > start ? last : null;
  }
  const duration = component.getFirstPropertyValue("duration");
  if (!(duration instanceof ICAL.Duration) || days) return null;
  return moved(start, 0, Math.round(duration.toSeconds() / 60));
}

/** Null for rules that our agenda cannot say. */
function recurrenceOf(rule: ICAL.Recur, start: string): Recurrence | null {
  const { freq, interval, count } = rule;
  const by = rule.toJSON();
  const listOf = (value: unknown) => (value === undefined ? [] : Array.isArray(value) ? value : [value]).map(String);
  const [days, dates, others] = [
    listOf(by.byday),
    listOf(by.bymonthday),
    [by.bymonth, by.bysetpos, by.byyearday, by.byweekno, by.byhour],
  ];
  if (others.some((value) => value !== undefined)) return null;
  const own = weekdays[weekdayOf(dayNumber(start)) - 1] ?? "";
  let found: Omit<Recurrence, "until"> | null = null;
  if (freq === "DAILY" && interval === 1 && days.length + dates.length === 0)
    found = { freq: "weekly", interval: 1, days: [1, 2, 3, 4, 5, 6, 7], on: "day" };
  else if (freq === "WEEKLY" && dates.length === 0 && days.every((day) => weekdays.includes(day)))
    found = { freq: "weekly", interval, days: days.map((day) => weekdays.indexOf(day) + 1).sort(), on: "day" };
  else if (
    freq === "MONTHLY" &&
    days.length === 0 &&
    dates.every((date) => Number(date) === Number(start.slice(8, 10)))
  )
    found = { freq: "monthly", interval, days: [], on: "day" };
  else if (freq === "MONTHLY" && dates.length === 0 && days.length === 1) {
    if (days[0] === `-1${own}`) found = { freq: "monthly", interval, days: [], on: "last" };
    else if (days[0] === `${weekOfMonth(start)}${own}`) found = { freq: "monthly", interval, days: [], on: "weekday" };
  }
  if (found === null || found.interval > 52) return null;
  const until = rule.until ? rule.until.toString().slice(0, 10) : count ? lastOf(rule, start, count) : null;
  return { ...found, until };
}

/** The day of the last of so many times. */
function lastOf(rule: ICAL.Recur, start: string, count: number): string {
  const iterator = rule.iterator(ICAL.Time.fromDateString(start.slice(0, 10)));
  let last = dayNumber(start);
  for (let n = 0, next = iterator.next(); next && n < Math.min(count, 1000); n++, next = iterator.next())
    last = dayNumber(next.toString());
  return dayOf(last);
}

/** Undefined where the library refuses what a file holds. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
