import { type EntryContext, type EntryValues, examineEntry } from "./entry-issues";
import { type AgendaEntry, agendaLimits, type EntryException } from "./schema";

/**
 * What SQL should hold for an entry (null: the document has none), given what it holds (`last`). Null while it never had
 * a title; a field with an issue keeps its last good value.
 */
export function projectEntry(
  entry: AgendaEntry | null,
  context: EntryContext,
  last: EntryValues | null,
): EntryValues | null {
  if (!entry || entry.removed || context.facts?.cancelled) {
    return last && { ...last, removed: context.facts?.cancelled ? last.removed : true };
  }
  if (context.beyondLimit) return last;
  const { good } = examineEntry(entry, context);
  const title = good.title ?? last?.title;
  const kind = good.kind ?? last?.kind;
  if (title === undefined || kind === undefined) return null;
  const keep = <K extends keyof EntryValues>(field: K, otherwise: EntryValues[K]): EntryValues[K] => {
    const value = good[field];
    return value === undefined ? (last?.[field] ?? otherwise) : value;
  };
  return {
    kind,
    title,
    notes: keep("notes", ""),
    bring: keep("bring", ""),
    start: keep("start", null),
    end: keep("end", null),
    place: keep("place", ""),
    address: keep("address", ""),
    lead: keep("lead", null),
    helpers: keep("helpers", null),
    visibility: keep("visibility", "members"),
    due: keep("due", null),
    owner: keep("owner", null),
    state: keep("state", "todo"),
    partOf: keep("partOf", null),
    recurrence: keep("recurrence", null),
    exceptions: withFinal(keep("exceptions", []), last?.exceptions ?? []),
    removed: false,
  };
}

/** What was cancelled for good stays so, whatever the document says of that time. */
function withFinal(typed: readonly EntryException[], last: readonly EntryException[]): EntryException[] {
  const final = last.filter(({ reason }) => reason !== undefined);
  if (final.length === 0) return [...typed];
  const byTime = new Map(typed.map((one) => [one.at, one]));
  for (const one of final)
    byTime.set(one.at, { ...(byTime.get(one.at) ?? one), cancelled: true, reason: one.reason ?? "" });
  return [...byTime.values()].sort((a, b) => (a.at < b.at ? -1 : 1));
}

/** Whether everybody it is meant for may see it: a task needs a title, what one comes to needs a date as well. */
export function isPublished({ kind, start }: EntryValues): boolean {
  return kind === "task" || start !== null;
}

/** The entries that do not count: those already in SQL come first, so that a flood pushes none out. */
export function entriesBeyondLimit(entries: readonly AgendaEntry[], inSql: ReadonlySet<string>): ReadonlySet<string> {
  const live = entries.filter((entry) => !entry.removed);
  if (live.length <= agendaLimits.entries) return new Set();
  const byId = (a: AgendaEntry, b: AgendaEntry) => (a.id < b.id ? -1 : 1);
  const ranked = [...live.filter(({ id }) => inSql.has(id)), ...live.filter(({ id }) => !inSql.has(id)).sort(byId)];
  return new Set(ranked.slice(agendaLimits.entries).map(({ id }) => id));
}
