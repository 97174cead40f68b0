import { expect, test } from "vitest";
import { projectEntry } from "./projection";
import { compareTasks, groupOf, lacksOf } from "./tasks";
import { personId, testEntry } from "./testing-entries";

const values = (change: Parameters<typeof testEntry>[0]) => {
  const found = projectEntry(testEntry(change), { people: new Set([personId]), facts: null, beyondLimit: false }, null);
  if (!found) throw new Error("not projected");
  return found;
};
const task = (due: string | null, state = "todo", title = "Tâche") => values({ kind: "task", due, state, title });

test("C21 · late, this week, later, undated, done: by the day in Paris", () => {
  const at = (due: string | null, state = "todo") => groupOf(task(due, state), "2026-11-26");
  expect([at("2026-11-25"), at("2026-11-26"), at("2026-12-02"), at("2026-12-03"), at(null)]).toEqual([
    "late",
    "week",
    "week",
    "later",
    "undated",
  ]);
  expect([at("2026-11-25", "done"), at("2026-11-25", "doing")]).toEqual(["done", "late"]);
});

test("C21 · what is due first comes first, the undated last; of what is done the latest", () => {
  const tasks = [
    task(null, "todo", "c"),
    task("2026-12-01", "done", "old"),
    task("2026-11-28"),
    task("2026-12-03", "done", "new"),
    task("2026-11-27", "doing"),
    task(null, "todo", "b"),
  ];
  expect(tasks.sort(compareTasks).map(({ due, title }) => due ?? title)).toEqual([
    "2026-11-27",
    "2026-11-28",
    "b",
    "c",
    "2026-12-03",
    "2026-12-01",
  ]);
});

test("C22 · what lacks a date, a person or helpers is said; nothing of what is done", () => {
  const lacks = (change: Parameters<typeof testEntry>[0], taken = 0, hasTaker = false) =>
    lacksOf(values(change), taken, hasTaker);
  expect(lacks({})).toEqual({ lacks: ["help"], helpersWanted: 6 });
  expect(lacks({}, 6)).toEqual({ lacks: [], helpersWanted: 0 });
  expect(lacks({}, 9).helpersWanted).toBe(0);
  expect(lacks({ start: null, end: null, lead: null, helpers: null }).lacks).toEqual(["date", "lead"]);
  expect(lacks({ kind: "task" }).lacks).toEqual(["date", "lead"]);
  expect(lacks({ kind: "task", due: "2026-11-28" }, 0, true).lacks).toEqual([]);
  expect(lacks({ kind: "task", owner: personId }).lacks).toEqual(["date"]);
  expect(lacks({ kind: "task", state: "done" }).lacks).toEqual([]);
});
