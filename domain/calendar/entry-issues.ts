import type { Cell } from "@/domain/kernel/document-values";
import { dayNumber, isDay, isMoment, isStart, type Recurrence, readRecurrence } from "./recurrence";
import {
  type AgendaEntry,
  agendaLimits,
  type EntryException,
  type EntryField,
  type EntryKind,
  type EntryText,
  kindOf,
  type TaskState,
  taskStates,
  type Visibility,
  visibilities,
} from "./schema";

export type EntryIssueCode =
  | "missing"
  | "too_long"
  | "kind_unknown"
  | "time_wrong"
  | "end_before_start"
  | "too_many_days"
  | "not_a_number"
  | "person_unknown"
  | "visibility_unknown"
  | "state_unknown"
  | "recurrence_wrong"
  | "exception_lost"
  | "too_many_entries"
  | "helpers_below_taken"
  | "removed_with_helpers";
/** What is wrong or missing in an entry, and where. */
export type EntryIssue = {
  field: EntryField | EntryText | "recurrence" | "entry";
  code: EntryIssueCode;
  data?: Record<string, string | number>;
};

/** What SQL knows of an entry that was projected. */
export type EntryFacts = { cancelled: boolean; live: number; taken: number };
export type EntryContext = {
  /** Ids of the roster. */
  people: ReadonlySet<string>;
  /** Null: never projected. */
  facts: EntryFacts | null;
  beyondLimit: boolean;
};

/** An entry as SQL should hold it. Wall-clock times, or days. */
export type EntryValues = {
  kind: EntryKind;
  title: string;
  notes: string;
  bring: string;
  start: string | null;
  end: string | null;
  place: string;
  address: string;
  lead: string | null;
  helpers: number | null;
  visibility: Visibility;
  due: string | null;
  owner: string | null;
  state: TaskState;
  partOf: string | null;
  recurrence: Recurrence | null;
  exceptions: EntryException[];
  removed: boolean;
};

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** Everything wrong in an entry, and the values that are right: what the browser shows and the projector heeds. */
export function examineEntry(
  entry: AgendaEntry,
  { people, facts, beyondLimit }: EntryContext,
): { issues: EntryIssue[]; good: Partial<EntryValues> } {
  const issues: EntryIssue[] = [];
  const good: Partial<EntryValues> = {};
  if (facts?.cancelled) return { issues, good };
  if (entry.removed) {
    if (facts && facts.live > 0)
      issues.push({ field: "entry", code: "removed_with_helpers", data: { count: facts.live } });
    return { issues, good };
  }
  if (beyondLimit) issues.push({ field: "entry", code: "too_many_entries", data: { most: agendaLimits.entries } });
  const wrong = (field: EntryIssue["field"], code: EntryIssueCode, data?: EntryIssue["data"]) =>
    issues.push({ field, code, ...(data && { data }) });

  const kind = kindOf(entry.kind);
  if (kind === null) wrong("kind", "kind_unknown");
  else good.kind = kind;
  const title = entry.title.trim();
  if (title === "") wrong("title", "missing");
  else if (title.length > agendaLimits.title) wrong("title", "too_long", { most: agendaLimits.title });
  else good.title = title;
  for (const field of ["notes", "bring"] as const) {
    if (entry[field].length > agendaLimits.cell) wrong(field, "too_long", { most: agendaLimits.cell });
    else good[field] = entry[field];
  }
  for (const field of ["place", "address"] as const) {
    const text = textOf(entry[field]).trim();
    if (text.length > agendaLimits.line) wrong(field, "too_long", { most: agendaLimits.line });
    else good[field] = text;
  }
  for (const field of ["lead", "owner"] as const) {
    const person = entry[field];
    if (person === null) good[field] = null;
    else if (typeof person === "string" && people.has(person)) good[field] = person;
    else wrong(field, "person_unknown");
  }
  const visibility = visibilities.find((one) => one === entry.visibility);
  if (visibility) good.visibility = visibility;
  else wrong("visibility", "visibility_unknown");
  const state = taskStates.find((one) => one === (entry.state ?? "todo"));
  if (state) good.state = state;
  else wrong("state", "state_unknown");
  if (entry.due === null) good.due = null;
  else if (isDay(entry.due)) good.due = entry.due;
  else wrong("due", "time_wrong");
  good.partOf = typeof entry.partOf === "string" && uuid.test(entry.partOf) ? entry.partOf : null;
  examineHelpers(entry.helpers, facts, good, wrong);
  examineTimes(entry, good, wrong);
  return { issues, good };
}

type Wrong = (field: EntryIssue["field"], code: EntryIssueCode, data?: EntryIssue["data"]) => void;

function examineHelpers(helpers: Cell, facts: EntryFacts | null, good: Partial<EntryValues>, wrong: Wrong): void {
  if (helpers !== null && !isCount(helpers)) {
    wrong("helpers", "not_a_number", { most: agendaLimits.helpers });
    return;
  }
  good.helpers = helpers === 0 ? null : helpers;
  const over = (facts?.taken ?? 0) - (helpers ?? 0);
  if (over > 0) wrong("helpers", "helpers_below_taken", { over });
}

/** When it stands: both ends and how it comes back are good together, or the last good ones stay. */
function examineTimes(entry: AgendaEntry, good: Partial<EntryValues>, wrong: Wrong): void {
  const { start, end } = entry;
  if (start === null && end === null) {
    Object.assign(good, { start: null, end: null, recurrence: null, exceptions: [] });
    return;
  }
  if (!isMoment(start)) {
    wrong("start", start === null ? "missing" : "time_wrong");
    return;
  }
  const misplaced = end === null ? null : endIssue(start, end);
  const recurrence = readRecurrence(entry.recurrence);
  if (misplaced) wrong("end", misplaced, misplaced === "too_many_days" ? { most: agendaLimits.days } : undefined);
  else if (entry.recurrence !== null && recurrence === null) wrong("recurrence", "recurrence_wrong");
  else {
    const exceptions = exceptionsOf(start, recurrence, entry.exceptions);
    const lost = recurrence === null ? 0 : entry.exceptions.length - exceptions.length;
    if (lost > 0) wrong("recurrence", "exception_lost", { count: lost });
    Object.assign(good, { start, end, recurrence, exceptions });
  }
}

function endIssue(start: string, end: Cell): "time_wrong" | "end_before_start" | "too_many_days" | null {
  if (!isMoment(end) || end.length !== start.length) return "time_wrong";
  if (end < start) return "end_before_start";
  return dayNumber(end) - dayNumber(start) >= agendaLimits.days ? "too_many_days" : null;
}

/** Those of times at which the series stands, with what can be read of them. */
function exceptionsOf(
  start: string,
  recurrence: Recurrence | null,
  typed: readonly EntryException[],
): EntryException[] {
  if (recurrence === null) return [];
  const series = { start, end: null, recurrence, exceptions: [] };
  const moment = (text: string) => (isMoment(text) && text.length === start.length ? text : "");
  return typed
    .filter(({ at }) => isStart(series, at))
    .map((one) => ({
      at: one.at,
      cancelled: one.cancelled,
      start: moment(one.start),
      end: moment(one.end),
      place: one.place.trim().slice(0, agendaLimits.line),
    }));
}

function isCount(value: Cell): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= agendaLimits.helpers;
}

function textOf(value: Cell): string {
  return value === null ? "" : String(value);
}
