import type { useTranslations } from "next-intl";
import type { Say, Speech } from "@/components/collab/history-words";
import type { Change } from "@/domain/kernel/change";
import { freeAmount } from "@/domain/transport/difference";
import { moneyText } from "@/domain/transport/money";
import { fieldTable } from "@/domain/transport/schema";
import { clockText, dayOf, shortDay } from "./wall-clock";

/** Departures and people by their id. */
type Names = ReadonlyMap<string, string>;
type Words = { k: Say; ts: ReturnType<typeof useTranslations<"sheet">>; locale: string; names: Names };

/** The names of what a sheet's changes speak of by id. */
export function namesOf(
  departures: readonly { id: string; title: string }[],
  roster: readonly { id: string; name: string }[],
): Names {
  return new Map([
    ...departures.map(({ id, title }) => [id, title] as const),
    ...roster.map(({ id, name }) => [id, name] as const),
  ]);
}

/** Which field it is, where each has a text of its own. */
const known: ReadonlySet<string> = new Set([
  ...fieldTable.map(({ name }) => name),
  "at",
  "place",
  "stepFree",
  "label",
  "amount",
]);
const unnamed: ReadonlySet<string> = new Set(["at", "stepFree", "amount"]);

/** How the changes of a sheet are said; `k`: the texts below `sheetHistory`. */
export function sheetSpeech(words: Words): Speech {
  const { k } = words;
  function thingOf({ list, what, field, partName: name }: Change): string {
    if (what === "changed") {
      if (field === null || !known.has(field)) return k("field.other");
      return name === "" && unnamed.has(field) ? k(`unnamed.${field}`) : k(`field.${field}`, { name });
    }
    if (list === null) return k("thing.row");
    if (list === "prices") return name === "" ? k("thing.somePrice") : k("thing.price", { name });
    return name === "" ? k("thing.someStop", { list }) : k("thing.stop", { name, list });
  }
  return {
    thingOf,
    verbOf: ({ what, field, after }) => (what === "changed" && field === "stepFree" && after !== null ? what : null),
    named: false,
    isText: (field) => fieldTable.some(({ name, kind }) => name === field && (kind === "line" || kind === "prose")),
    valuesOf({ before, after, field }) {
      const day = dayOf(before) === dayOf(after) ? dayOf(after) : "";
      return { before: valueText(field, before, day, words), after: valueText(field, after, day, words) };
    },
    wouldOf(change) {
      if (change.what === "changed") return thingOf(change);
      const goes = change.what === "removed";
      if (change.list === null) return goes ? k("would.remove") : k("would.add");
      const name = change.partName || k("untitled");
      if (change.list === "prices") return goes ? k("would.priceRemove", { name }) : k("would.priceAdd", { name });
      return goes ? k("would.stopRemove", { name }) : k("would.stopAdd", { name });
    },
  };
}

function valueText(field: string | null, value: string | null, day: string, words: Words): string | null {
  const { k, ts, locale, names } = words;
  if (field === "stepFree") return value === "true" ? k("yes") : k("no");
  if (value === null) return null;
  if (field === "departureId" || field === "ownerId") return names.get(value) ?? k("unknown");
  if (field === "amount") return amountText(value, words);
  if (field === "at" || field === "bookingDeadline") {
    const clock = clockText(value, dayOf(value), locale);
    if (clock === "") return value;
    return day === "" ? `${shortDay(dayOf(value), locale)}, ${clock}` : clock;
  }
  if (field === "state")
    return value === "draft" || value === "open" || value === "closed" ? k(`state.${value}`) : value;
  const label = (field === "mode" ? `mode.${value}` : `extra.choice.${field}.${value}`) as Parameters<typeof ts>[0];
  return ts.has(label) ? ts(label) : value;
}

function amountText(value: string, { ts, locale }: Words): string {
  if (value === freeAmount) return ts("extra.whatYouCan");
  return /^\d+$/.test(value) ? moneyText(Number(value), locale) : value;
}
