import type { useTranslations } from "next-intl";
import { dayAndMonth, daysBetween, parisDay, spokenDay, spokenTime } from "@/domain/kernel/spoken-date";
import { isOfRow } from "@/domain/transport/change-groups";
import { type Change, freeAmount, type ToldChange } from "@/domain/transport/difference";
import { moneyText } from "@/domain/transport/money";
import { fieldTable } from "@/domain/transport/schema";
import { clockText, dayOf, shortDay } from "./wall-clock";

/** What the history needs to speak: texts, and the names behind ids. */
export type HistoryWords = {
  t: ReturnType<typeof useTranslations<"history">>;
  ts: ReturnType<typeof useTranslations<"sheet">>;
  locale: string;
  now: Date;
  /** Departures and people by their id. */
  names: ReadonlyMap<string, string>;
};

/** The names of what a sheet's changes speak of by id. */
export function namesOf(
  departures: readonly { id: string; title: string }[],
  roster: readonly { id: string; name: string }[],
): HistoryWords["names"] {
  return new Map([
    ...departures.map(({ id, title }) => [id, title] as const),
    ...roster.map(({ id, name }) => [id, name] as const),
  ]);
}

/** « la note », « l’heure à Béthune », « l’arrêt « Douai » au retour »: what a change is about. */
export function thingOf({ list, what, field, partName: name }: Change, { t }: HistoryWords): string {
  if (what === "changed") {
    const known = `field.${field}` as Parameters<typeof t>[0];
    const unnamed = `unnamed.${field}` as Parameters<typeof t>[0];
    if (name === "" && t.has(unnamed)) return t(unnamed);
    return t.has(known) ? t(known, { name }) : t("field.other");
  }
  if (list === null) return t("thing.row");
  if (list === "prices") return name === "" ? t("thing.somePrice") : t("thing.price", { name });
  return name === "" ? t("thing.someStop", { list }) : t("thing.stop", { name, list });
}

/** « a changé l’heure à Béthune », « avez ajouté le trajet ». */
export function deedOf(change: Change & { mine: boolean; erased: boolean }, words: HistoryWords): string {
  const { t } = words;
  const me = change.mine ? "yes" : "no";
  if (change.erased) return t("did.erased", { me });
  return t(`did.${verbOf(change)}`, { me, thing: thingOf(change, words) });
}

const told = 3;

/**
 * Changes that are told together, the latest first: who did what, in which trips, and from what to what where all of
 * them are of one field.
 */
export function groupOf(lines: readonly [ToldChange, ...ToldChange[]], words: HistoryWords) {
  const { t } = words;
  const [last] = lines;
  const first = lines.at(-1) ?? last;
  const names = lines.map(({ rowTitle }) => rowTitle || t("untitled"));
  const trips = list(isOfRow(last) ? names : names.slice(0, 1), t("otherTrips"), words);
  const oneThing = new Set(lines.map(({ rowId, partId, field }) => `${rowId} ${partId} ${field}`)).size === 1;
  if (oneThing) {
    // From before the first to after the last; back where it began, there is nothing to show.
    const change = { ...last, before: first.before };
    return { deed: deedOf(change, words), trips, change: change.before === change.after ? null : change };
  }
  const verbs = new Set(lines.map(verbOf));
  const [verb = "changed"] = verbs.size === 1 ? verbs : [];
  const things = [...new Set(lines.map((line) => thingOf(line, words)))];
  const thing = isOfRow(last) ? t("thing.rows") : list(things, t("otherThings"), words);
  return { deed: t(`did.${verb}`, { me: last.mine ? "yes" : "no", thing }), trips, change: null };
}

/** « la note, le nom et d'autres choses »: the first few, without a number, since what is older was not read. */
function list(all: readonly string[], others: string, { locale }: HistoryWords): string {
  const shown = all.length > told ? [...all.slice(0, told - 1), others] : all;
  return new Intl.ListFormat(locale === "en" ? "en-GB" : locale).format(shown);
}

function verbOf({ what, field, before, after }: Change) {
  if (what !== "changed") return what;
  if (after === null) return "cleared";
  if (before !== null || field === "stepFree") return "changed";
  return isText(field) ? "wrote" : "set";
}

/** From and to as people read them; of a long text, where it differs. Null: there is nothing to show on that side. */
export function valuesOf(change: Change, words: HistoryWords): { before: string | null; after: string | null } {
  const { before, after, field } = change;
  if (change.what !== "changed") return { before: null, after: null };
  if (isText(field)) return excerpts(before, after);
  const other = dayOf(before) === dayOf(after) ? dayOf(after) : "";
  return { before: valueText(field, before, other, words), after: valueText(field, after, other, words) };
}

function isText(field: string | null): boolean {
  return fieldTable.some(({ name, kind }) => name === field && (kind === "line" || kind === "prose"));
}

function valueText(field: string | null, value: string | null, day: string, words: HistoryWords): string | null {
  const { t, ts, locale, names } = words;
  if (field === "stepFree") return value === "true" ? t("yes") : t("no");
  if (value === null) return null;
  if (field === "departureId" || field === "ownerId") return names.get(value) ?? t("unknown");
  if (field === "amount") return amountText(value, words);
  if (field === "at" || field === "bookingDeadline") {
    const clock = clockText(value, dayOf(value), locale);
    if (clock === "") return value;
    return day === "" ? `${shortDay(dayOf(value), locale)}, ${clock}` : clock;
  }
  const own = `state.${value}` as Parameters<typeof t>[0];
  if (field === "state") return t.has(own) ? t(own) : value;
  const label = (field === "mode" ? `mode.${value}` : `extra.choice.${field}.${value}`) as Parameters<typeof ts>[0];
  return ts.has(label) ? ts(label) : value;
}

function amountText(value: string, { ts, locale }: HistoryWords): string {
  if (value === freeAmount) return ts("extra.whatYouCan");
  return /^\d+$/.test(value) ? moneyText(Number(value), locale) : value;
}

const around = 24;
const longest = 160;

/** What two texts do not share, with a little around it. */
function excerpts(before: string | null, after: string | null): { before: string | null; after: string | null } {
  const [from, to] = [before ?? "", after ?? ""];
  let start = 0;
  while (start < Math.min(from.length, to.length) && from[start] === to[start]) start++;
  let end = 0;
  while (end < Math.min(from.length, to.length) - start && from.at(-1 - end) === to.at(-1 - end)) end++;
  const cut = (text: string) => {
    const first = Math.max(0, start - around);
    const last = Math.min(text.length, Math.max(text.length - end + around, first));
    const part = text.slice(first, Math.min(last, first + longest));
    return `${first > 0 ? "…" : ""}${part.trim()}${first + part.length < text.length ? "…" : ""}`;
  };
  return { before: from === "" ? null : cut(from), after: to === "" ? null : cut(to) };
}

/** « hier à 18 h 04 » */
export function momentText(at: Date, { t, locale, now }: HistoryWords): string {
  const time = spokenTime(at, locale);
  const days = daysBetween(at, now);
  if (days === 0) return t("when.today", { time });
  if (days === 1) return t("when.yesterday", { time });
  return t("when.day", { day: dayAndMonth(at, locale), time });
}

/** « Hier », « Vendredi 13 novembre »: the head over the changes of a day. */
export function dayHead(at: Date, { t, locale, now }: HistoryWords): string {
  const days = daysBetween(at, now);
  if (days === 0) return t("dayHead.today");
  if (days === 1) return t("dayHead.yesterday");
  const day = spokenDay(at, locale);
  return day.charAt(0).toLocaleUpperCase(locale) + day.slice(1);
}

/** The lines of each day, in the order given. */
export function byDay<T extends { at: Date }>(lines: readonly T[]): { day: string; lines: T[] }[] {
  const days: { day: string; lines: T[] }[] = [];
  for (const line of lines) {
    const day = parisDay(line.at);
    const last = days.at(-1);
    if (last?.day === day) last.lines.push(line);
    else days.push({ day, lines: [line] });
  }
  return days;
}
