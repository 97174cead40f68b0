import type { EntryValues } from "@/domain/calendar/entry-issues";
import type { TaskState } from "@/domain/calendar/schema";
import { compareTasks, groupOf, type Lack, lacksOf, type TaskGroup } from "@/domain/calendar/tasks";
import { dayAndMonth, daysBetween, dayToDate, weekday } from "@/domain/kernel/spoken-date";
import type { AgendaProps } from "./agenda-props";
import type { Say } from "./item-words";

/** Who took a task, as the coalition knows them. */
export type Taker = { name: string; mine: boolean };
export type TaskLine = {
  key: string;
  /** Its id for addresses; null while it is not in SQL. */
  id: string | null;
  title: string;
  state: TaskState;
  group: TaskGroup;
  due: string | null;
  /** Who was given it by name, or took it; null: nobody yet. */
  who: Taker | null;
};
/** `day`: `9` for what has no date. */
export type LackLine = { key: string; title: string; day: string; when: string; lacks: Lack[]; helpersWanted: number };
export type KnownEntry = { key: string; id: string | null; values: EntryValues; taken: number; cancelled: boolean };
type People = { names: ReadonlyMap<string, string>; me: string; takers: Readonly<Record<string, Taker>> };

/** What the server knew of an agenda. */
export function knownEntries(entries: AgendaProps["entries"]): KnownEntry[] {
  return entries.map(({ key, values, figures }) => ({
    key,
    id: figures.id,
    values,
    taken: figures.taken,
    cancelled: figures.cancelReason !== null,
  }));
}

export function taskLines(
  all: readonly KnownEntry[],
  { names, me, takers }: People,
  { today, mine }: { today: string; mine: boolean },
): TaskLine[] {
  return all
    .filter(({ values, cancelled }) => values.kind === "task" && !values.removed && !cancelled)
    .sort((a, b) => compareTasks(a.values, b.values))
    .map(({ key, id, values }) => {
      const { title, state, due, owner } = values;
      const taker = takers[key];
      const given = owner === null ? null : { name: names.get(owner) ?? "", mine: owner === me };
      return {
        key,
        id,
        title,
        state,
        due,
        group: groupOf(values, today),
        who: given ?? taker ?? null,
      };
    })
    .filter(({ who }) => !mine || who?.mine === true);
}

/** What is ahead or undated, and lacks something. */
export function lackLines(all: readonly KnownEntry[], { takers }: People, today: string, locale: string): LackLine[] {
  return all
    .filter(({ values, cancelled }) => {
      const last = values.kind === "task" ? null : (values.end ?? values.start);
      const over = last !== null && values.recurrence === null && last.slice(0, 10) < today;
      return !cancelled && !over && !values.removed;
    })
    .map(({ key, values, taken }) => {
      const day = values.kind === "task" ? values.due : values.start;
      const { lacks, helpersWanted } = lacksOf(values, taken, takers[key] !== undefined);
      const when = day === null ? "" : dayAndMonth(dayToDate(day.slice(0, 10)), locale);
      return { key, title: values.title, when, lacks, helpersWanted, day: day ?? "9" };
    })
    .filter(({ lacks }) => lacks.length > 0)
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.title.localeCompare(b.title, "fr")));
}

/** « aujourd’hui », « demain », « mercredi », « 12 décembre ». */
export function dueWords(due: string, today: string, say: Say, locale: string): string {
  const days = daysBetween(dayToDate(today), dayToDate(due));
  if (days === 0 || days === 1) return say(days === 0 ? "due.today" : "due.tomorrow");
  return days > 1 && days < 7 ? weekday(dayToDate(due), locale) : dayAndMonth(dayToDate(due), locale);
}
