import { type EntryValues, examineEntry } from "@/domain/calendar/entry-issues";
import { isMoment } from "@/domain/calendar/recurrence";
import { type AgendaEntry, type EntryKind, kindOf } from "@/domain/calendar/schema";
import type { SignupState } from "@/domain/signup/state";

/** Who helps at an action, as SQL holds it. */
export type ShownHelp = {
  /** Null where each time of a series has places of its own, or where one registers. */
  readonly taken: number | null;
  /** What one signs up for; null: not any more, or not from here. */
  readonly signUp: string | null;
  readonly own: { readonly id: string; readonly state: SignupState } | null;
};

/** An entry of the agenda as a plan shows it, from SQL or from the document alike. */
export type ShownEntry = Pick<
  EntryValues,
  "title" | "start" | "end" | "place" | "bring" | "helpers" | "due" | "state"
> & {
  readonly kind: EntryKind;
  readonly lead: string | null;
  readonly owner: string | null;
  readonly isPublic: boolean;
  readonly cancelled: boolean;
  readonly help: ShownHelp | null;
};

export function shownValues(
  values: EntryValues,
  cancelled: boolean,
  nameOf: (rosterId: string) => string | null,
): ShownEntry {
  const { kind, title, start, end, place, bring, helpers, due, state, lead, owner, visibility } = values;
  const named = (id: string | null) => (id === null ? null : nameOf(id));
  return {
    ...{ kind, title, start, end, place, bring, helpers, due, state, cancelled },
    lead: named(lead),
    owner: named(owner),
    isPublic: visibility === "public",
    help: null,
  };
}

/** An entry as it is typed, with what SQL alone holds of it: who signed up, who took it, and what is cancelled for good. */
export function withStored(typed: ShownEntry, stored: ShownEntry | undefined): ShownEntry {
  if (stored === undefined) return typed;
  return { ...typed, cancelled: stored.cancelled, help: stored.help, owner: typed.owner ?? stored.owner };
}

/** What is right of an entry as it is typed; the rest is empty. */
export function shownDraft(entry: AgendaEntry, people: ReadonlyMap<string, string>): ShownEntry {
  const context = { people: new Set(people.keys()), facts: null, beyondLimit: false };
  const { good } = examineEntry({ ...entry, removed: false }, context);
  const values: EntryValues = {
    kind: kindOf(entry.kind) ?? "action",
    title: entry.title.trim(),
    notes: "",
    bring: good.bring ?? "",
    // A wrong end does not hide when it begins.
    start: good.start ?? (isMoment(entry.start) ? entry.start : null),
    end: good.end ?? null,
    place: good.place ?? "",
    address: "",
    lead: good.lead ?? null,
    helpers: good.helpers ?? null,
    visibility: good.visibility ?? "members",
    due: good.due ?? null,
    owner: good.owner ?? null,
    state: good.state ?? "todo",
    partOf: null,
    recurrence: null,
    exceptions: [],
    removed: false,
  };
  return shownValues(values, false, (id) => people.get(id) ?? null);
}
