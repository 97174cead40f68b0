import type { useTranslations } from "next-intl";
import type { Change, ToldChange } from "@/domain/kernel/change";
import { isOfThing } from "@/domain/kernel/change-groups";
import { dayAndMonth, daysBetween, parisDay, spokenDay, spokenTime } from "@/domain/kernel/spoken-date";

/** Texts of one kind of document: `sheetHistory`, `agendaHistory`, `planHistory`. */
export type Say = (key: string, values?: Record<string, string | number>) => string;
export type Verb = "changed" | "set" | "wrote" | "cleared" | Exclude<Change["what"], "changed">;
/** From and to as people read them; null: there is nothing to show on that side. */
export type Values = { before: string | null; after: string | null };

/** How what happened in one kind of document is said. */
export type Speech = {
  /** « la note », « l’heure à Béthune », « l’arrêt « Douai » au retour »: what a change is about. */
  thingOf(change: Change): string;
  /** Null: as of any field. */
  verbOf(change: Change): Verb | null;
  /** Whether a thing that comes or goes is called by its name, and not by its kind. */
  named: boolean;
  isText(field: string | null): boolean;
  /** Of a field that is no text. */
  valuesOf(change: Change): Values;
  /** What restoring would do: « revient », « l’arrêt « Douai » est retiré », or the field that would change. */
  wouldOf(change: Change): string;
};

/** What the history needs to speak. */
export type HistoryWords = {
  t: ReturnType<typeof useTranslations<"history">>;
  k: Say;
  locale: string;
  now: Date;
  speech: Speech;
};

/** « a changé l’heure à Béthune », « avez ajouté le trajet ». */
export function deedOf(change: Change & { mine: boolean; erased: boolean }, { t, speech }: HistoryWords): string {
  const me = change.mine ? "yes" : "no";
  if (change.erased) return t("did.erased", { me });
  return t(`did.${verbOf(change, speech)}`, { me, thing: speech.thingOf(change) });
}

const told = 3;

/**
 * Changes that are told together, the latest first: who did what, to which things, and from what to what where all of
 * them are of one field.
 */
export function groupOf(lines: readonly [ToldChange, ...ToldChange[]], words: HistoryWords) {
  const { t, k, speech } = words;
  const [last] = lines;
  const first = lines.at(-1) ?? last;
  const names = [...new Set(lines.map(({ thingTitle }) => thingTitle || k("untitled")))];
  const where = list(isOfThing(last) ? names : names.slice(0, 1), k("others"), words);
  const oneThing = new Set(lines.map(({ thingId, partId, field }) => `${thingId} ${partId} ${field}`)).size === 1;
  if (oneThing) {
    // From before the first to after the last; back where it began, there is nothing to show.
    const change = { ...last, before: first.before };
    const isNamed = speech.named && isOfThing(last);
    return {
      deed: deedOf(change, words),
      where: isNamed ? "" : where,
      change: change.before === change.after ? null : change,
    };
  }
  const verbs = new Set(lines.map((line) => verbOf(line, speech)));
  const [verb = "changed"] = verbs.size === 1 ? verbs : [];
  const things = [...new Set(lines.map((line) => speech.thingOf(line)))];
  const thing = isOfThing(last) ? k("several") : list(things, t("otherThings"), words);
  return { deed: t(`did.${verb}`, { me: last.mine ? "yes" : "no", thing }), where, change: null };
}

/** « la note, le nom et d'autres choses »: the first few, without a number, since what is older was not read. */
function list(all: readonly string[], others: string, { locale }: HistoryWords): string {
  const shown = all.length > told ? [...all.slice(0, told - 1), others] : all;
  return new Intl.ListFormat(locale === "en" ? "en-GB" : locale).format(shown);
}

function verbOf(change: Change, speech: Speech): Verb {
  const { what, field, before, after } = change;
  const own = speech.verbOf(change);
  if (own !== null) return own;
  if (what !== "changed") return what;
  if (after === null) return "cleared";
  if (before !== null) return "changed";
  return speech.isText(field) ? "wrote" : "set";
}

/** From and to; of a long text, where it differs. */
export function valuesOf(change: Change, { speech }: HistoryWords): Values {
  const { before, after, field } = change;
  if (change.what !== "changed") return { before: null, after: null };
  return speech.isText(field) ? excerpts(before, after) : speech.valuesOf(change);
}

const around = 24;
const longest = 160;

/** What two texts do not share, with a little around it. */
function excerpts(before: string | null, after: string | null): Values {
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

type When = Pick<HistoryWords, "t" | "locale" | "now">;

/** « hier à 18 h 04 » */
export function momentText(at: Date, { t, locale, now }: When): string {
  const time = spokenTime(at, locale);
  const days = daysBetween(at, now);
  if (days === 0) return t("when.today", { time });
  if (days === 1) return t("when.yesterday", { time });
  return t("when.day", { day: dayAndMonth(at, locale), time });
}

/** « Hier », « Vendredi 13 novembre »: the head over the changes of a day. */
export function dayHead(at: Date, { t, locale, now }: When): string {
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
