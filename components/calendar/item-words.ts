import type { Item } from "@/domain/calendar/items";
import type { EntryKind } from "@/domain/calendar/schema";
import { dayAndMonth, dayToDate, spokenDay } from "@/domain/kernel/spoken-date";
import { languageTag } from "@/domain/kernel/wall-clock";
import type { OverlayView } from "./agenda-props";

/** Texts below `agenda`, from the server or in the browser. */
export type Say = (key: string, values?: Record<string, string | number>) => string;

const hard = "\u00a0";

/** One thing in a list or a month, in words. */
export type ItemView = {
  key: string;
  kind: EntryKind;
  /** « Réunion » */
  kindWord: string;
  /** Beside the colour; empty where a drawing stands. */
  letter: string;
  title: string;
  /** « 18 h », or nothing for whole days. */
  time: string;
  /** « 18 h à 20 h · Maison des associations »; made when it is read: a month does not show it. */
  readonly line: string;
  cancelled: boolean;
  done: boolean;
  start: string;
  end: string | null;
  href: string | null;
};

/** Who has an entry open, as its lines show it. */
export type Here = { names: string; initials: string; order: number };
/** By the entry's key. */
export type HereByEntry = ReadonlyMap<string, Here>;

/** Who has the entry of a line open. */
export function hereOf(here: HereByEntry, { key }: Pick<ItemView, "key">): Here | undefined {
  return here.size === 0 ? undefined : here.get(key.split(" ")[0] ?? "");
}

/** « 18 h », « 18 h 30 »; in English “18:00”. */
export function clockTime(moment: string, locale: string): string {
  const [hours = "", minutes = ""] = moment.slice(11, 16).split(":");
  if (locale === "en") return `${Number(hours)}:${minutes}`;
  return `${Number(hours)}${hard}h${minutes === "00" ? "" : `${hard}${minutes}`}`;
}

/** « 18 h à 20 h », « jusqu’au 29 novembre », « toute la journée ». */
export function spanWords({ start, end }: Pick<Item, "start" | "end">, say: Say, locale: string): string {
  const whole = start.length === 10;
  const lastDay = (end ?? start).slice(0, 10);
  const until = dayAndMonth(dayToDate(lastDay), locale);
  if (lastDay !== start.slice(0, 10))
    return whole
      ? say("time.untilDay", { day: until })
      : say("time.until", { start: clockTime(start, locale), day: until });
  if (whole) return say("time.allDay");
  if (end === null || end === start) return clockTime(start, locale);
  return say("time.span", { start: clockTime(start, locale), end: clockTime(end, locale) });
}

export function itemView(item: Item, say: Say, locale: string, href: string | null): ItemView {
  const task = item.kind === "task";
  const { word, letter } = kindWords(item.kind, say);
  return {
    // Of what stands once the same wherever it is moved to: the focus stays on it.
    key: item.series ? `${item.key} ${item.at}` : item.key,
    kind: item.kind,
    kindWord: word,
    letter,
    title: item.title,
    time: task || item.start.length === 10 ? "" : clockTime(item.start, locale),
    get line() {
      return [task ? say("time.due") : spanWords(item, say, locale), item.place].filter(Boolean).join(" · ");
    },
    cancelled: item.cancelled,
    done: item.done,
    start: item.start,
    end: item.end,
    href,
  };
}

const wordsOfKinds = new WeakMap<Say, Map<EntryKind, { word: string; letter: string }>>();

/** The same for hundreds of things: asked of the messages once. */
function kindWords(kind: EntryKind, say: Say): { word: string; letter: string } {
  const known = wordsOfKinds.get(say) ?? new Map();
  wordsOfKinds.set(say, known);
  const words = known.get(kind) ?? { word: say(`kind.${kind}`), letter: kindLetter(kind, say) };
  known.set(kind, words);
  return words;
}

/** Empty where a drawing stands. */
export function kindLetter(kind: EntryKind, say: Say): string {
  return kind === "departure" || kind === "task" ? "" : say(`letter.${kind}`);
}

/** Where a line leads, when that is another page. */
export function leadsTo(href: string | null): href is string {
  return href !== null && href !== "";
}

/** The classes of a kind's colour. */
export const kindClass: Record<EntryKind, string> = {
  meeting: "k-reunion",
  action: "k-action",
  leafleting: "k-tractage",
  training: "k-formation",
  call: "k-visio",
  departure: "k-depart",
  task: "k-tache",
};

/** « Décembre 2026 » */
export function monthTitle(month: string, locale: string): string {
  const format = new Intl.DateTimeFormat(languageTag(locale), { month: "long", year: "numeric", timeZone: "UTC" });
  const text = format.format(dayToDate(`${month}-01`));
  return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
}

/** « Samedi 21 novembre, 10 h à 12 h 30 » */
export function momentWords(one: Pick<Item, "start" | "end">, say: Say, locale: string): string {
  const day = spokenDay(dayToDate(one.start.slice(0, 10)), locale);
  return `${day.charAt(0).toLocaleUpperCase(locale)}${day.slice(1)}, ${spanWords(one, say, locale)}`;
}

/** What stands beside the agenda, as one more line in it. */
export function overlayItem(
  { key, kind, title, start, end, about, href }: OverlayView,
  say: Say,
  locale: string,
): ItemView {
  const shown = kind === "departure" ? ("departure" as const) : ("meeting" as const);
  return {
    key,
    kind: shown,
    kindWord: say(kind === "departure" ? "kind.departure" : kind),
    letter: kind === "departure" ? "" : say(`letter.${kind}`),
    title,
    time: start.length === 10 ? "" : clockTime(start, locale),
    get line() {
      return [spanWords({ start, end }, say, locale), about].filter(Boolean).join(" · ");
    },
    cancelled: false,
    done: false,
    start,
    end,
    href,
  };
}
