import type { Say, Speech } from "@/components/collab/history-words";
import { toldRecurrence } from "@/domain/calendar/difference";
import { isMoment } from "@/domain/calendar/recurrence";
import { entryTexts, kindOf, taskStates, visibilities } from "@/domain/calendar/schema";
import type { Change } from "@/domain/kernel/change";
import { dayAndMonth, dayToDate } from "@/domain/kernel/spoken-date";
import { clockTime } from "./item-words";

/** `k`: the texts below `agendaHistory`, `ta`: those below `agenda`; `names`: people by their id. */
type Words = { k: Say; ta: Say; locale: string; names: ReadonlyMap<string, string> };

const named: ReadonlySet<string> = new Set([
  ...["kind", "title", "end", "place", "address", "lead", "helpers", "visibility", "due", "owner", "state", "partOf"],
  ...["notes", "bring", "recurrence"],
]);
const ofOneTime: ReadonlySet<string> = new Set(["start", "end", "place"]);

/** How the changes of an agenda are said. */
export function agendaSpeech(words: Words): Speech {
  const { k, locale } = words;
  function thingOf({ what, field, partId, thingTitle, before, after }: Change): string {
    if (what !== "changed") return k("thing", { title: thingTitle || k("untitled") });
    if (partId !== null) {
      const day = momentText(partId, false, locale);
      return field !== null && ofOneTime.has(field) ? k(`once.${field}`, { day }) : k("once.cancelled", { day });
    }
    if (field === "start") return isSameDay(before, after) ? k("field.time") : k("field.start");
    return field !== null && named.has(field) ? k(`field.${field}`) : k("field.other");
  }
  return {
    thingOf,
    verbOf({ field, after }) {
      if (field !== "cancelled") return null;
      return after === "true" ? "removed" : "restored";
    },
    named: true,
    isText: (field) => entryTexts.some((text) => text === field) || field === "address",
    valuesOf: ({ before, after, field }) => {
      const sameDay = isSameDay(before, after);
      return { before: valueText(field, before, sameDay, words), after: valueText(field, after, sameDay, words) };
    },
    wouldOf(change) {
      if (change.field === "cancelled") {
        const day = momentText(change.partId ?? "", false, locale);
        return change.after === "true" ? k("would.timeRemove", { day }) : k("would.timeAdd", { day });
      }
      if (change.what === "changed") return thingOf(change);
      return change.what === "removed" ? k("would.remove") : k("would.add");
    },
  };
}

function isSameDay(before: string | null, after: string | null): boolean {
  if (!isMoment(before) || !isMoment(after) || before.length !== after.length) return false;
  return before.slice(0, 10) === after.slice(0, 10);
}

/** « 28 novembre, 18 h »; what is no time stays as it was typed. */
function momentText(moment: string, onlyTime: boolean, locale: string): string {
  if (!isMoment(moment)) return moment;
  const time = moment.length === 10 ? "" : clockTime(moment, locale);
  if (onlyTime && time !== "") return time;
  const day = dayAndMonth(dayToDate(moment.slice(0, 10)), locale);
  return [day, time].filter(Boolean).join(", ");
}

function valueText(field: string | null, value: string | null, onlyTime: boolean, words: Words): string | null {
  const { k, ta, locale, names } = words;
  if (value === null || field === "cancelled" || field === "partOf" || field === "splitFrom") return null;
  if (field === "lead" || field === "owner") return names.get(value) ?? k("unknown");
  if (field === "start" || field === "end" || field === "due") return momentText(value, onlyTime, locale);
  if (field === "recurrence") return ruleText(value, words);
  if (field === "kind" && kindOf(value) !== null) return ta(`kind.${value}`);
  if (field === "visibility" && visibilities.some((each) => each === value)) return ta(`visibility.${value}`);
  if (field === "state" && taskStates.some((each) => each === value)) return ta(`state.${value}`);
  return value;
}

function ruleText(value: string, { k, locale }: Words): string | null {
  const rule = toldRecurrence(value);
  if (rule === null) return null;
  const way = rule.freq === "monthly" ? "monthly" : rule.interval === 2 ? "fortnight" : "weekly";
  const until = rule.until === null ? "" : dayAndMonth(dayToDate(rule.until), locale);
  return until === "" ? k(`repeat.${way}`) : k("repeat.until", { rule: k(`repeat.${way}`), day: until });
}
