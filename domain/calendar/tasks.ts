import type { EntryValues } from "./entry-issues";
import { moved } from "./recurrence";

export const taskGroups = ["late", "week", "later", "undated", "done"] as const;
export type TaskGroup = (typeof taskGroups)[number];

/** Where a task stands on a day: `week` is that day and the six after it. */
export function groupOf({ state, due }: Pick<EntryValues, "state" | "due">, today: string): TaskGroup {
  if (state === "done") return "done";
  if (due === null) return "undated";
  if (due < today) return "late";
  return due <= moved(today, 6) ? "week" : "later";
}

/** By what is due first, the undated after it, then by title; what is done the latest first. */
export function compareTasks(
  a: Pick<EntryValues, "state" | "due" | "title">,
  b: Pick<EntryValues, "state" | "due" | "title">,
): number {
  const done = Number(a.state === "done") - Number(b.state === "done");
  if (done !== 0) return done;
  const [one, two] = [a.due ?? "9", b.due ?? "9"];
  const order = one < two ? -1 : one > two ? 1 : a.title.localeCompare(b.title, "fr");
  return a.state === "done" && one !== two ? -order : order;
}

export type Lack = "date" | "lead" | "help";

/**
 * What somebody still has to see to, on what is ahead or not dated: a date, a person in charge, helpers that are wanted
 * and have not come forward. `taken`: how many have.
 */
export function lacksOf(
  { kind, start, lead, helpers, owner, due, state, removed }: EntryValues,
  taken: number,
  hasTaker: boolean,
): { lacks: Lack[]; helpersWanted: number } {
  const helpersWanted = Math.max(0, (helpers ?? 0) - taken);
  if (removed || (kind === "task" && state === "done")) return { lacks: [], helpersWanted: 0 };
  const lacks: Lack[] =
    kind === "task"
      ? [...(due === null ? (["date"] as const) : []), ...(owner === null && !hasTaker ? (["lead"] as const) : [])]
      : [
          ...(start === null ? (["date"] as const) : []),
          ...(lead === null ? (["lead"] as const) : []),
          ...(helpersWanted > 0 ? (["help"] as const) : []),
        ];
  return { lacks, helpersWanted };
}
