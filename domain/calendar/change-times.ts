import { inOneStep } from "@/domain/kernel/document-undo";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { type AgendaDoc, addEntry, readEntry, setEntry, setException, setRecurrence } from "./agenda";
import { dayNumber, dayOf, moved, occurrences, readRecurrence } from "./recurrence";
import { type AgendaEntry, entryFields, entryTexts } from "./schema";

/** How much of a series a change is meant for: this time, this one and all after it, or all. */
export const scopes = ["one", "following", "all"] as const;
export type Scope = (typeof scopes)[number];
/** When something stands; `end` null: nobody knows. */
export type Times = { start: string; end: string | null };

const noException = { cancelled: false, start: "", end: "", place: "" };

/**
 * Moves an event, or times of a series, as one step to undo; gives the id of the entry that holds them now. `at` names
 * the time of the series that was moved. What has been keeps its times: a series with exceptions is split at `today`.
 */
export function changeTimes(
  doc: AgendaDoc,
  entryId: string,
  { at, scope, start, end }: Times & { at: string; scope: Scope },
  today: string,
): Result<string> {
  const entry = readEntry(doc, entryId);
  if (!entry) return refuse("entry_gone");
  return inOneStep(doc, () => {
    const recurrence = readRecurrence(entry.recurrence);
    const first = typeof entry.start === "string" ? entry.start : start;
    if (recurrence === null) return done(entryId, setEntry(doc, entryId, { start, end }));
    if (scope === "one")
      return done(entryId, setException(doc, entryId, at, { start, end: end ?? "", cancelled: false }));
    const from = scope === "following" ? at : entry.exceptions.length > 0 ? nextStart(entry, first, today) : first;
    const holder = from > first ? splitSeries(doc, entryId, from) : ok(entryId);
    if (!holder.ok) return holder;
    const days = dayNumber(start) - dayNumber(at);
    const begins = moved(from.slice(0, 10), days) + start.slice(10);
    const ends = end === null ? null : moved(end, dayNumber(begins) - dayNumber(start));
    const moves = setEntry(doc, holder.value, { start: begins, end: ends });
    // An exception is known by when its time was to begin: that has moved along.
    for (const { at: was, ...change } of readEntry(doc, holder.value)?.exceptions ?? []) {
      const now = moved(was.slice(0, 10), days) + start.slice(10);
      if (now === was) continue;
      setException(doc, holder.value, was, noException);
      setException(doc, holder.value, now, change);
    }
    return done(holder.value, moves);
  });
}

/** Ends a series before `at` and begins another one there, which has all that the first had; gives the new one's id. */
export function splitSeries(doc: AgendaDoc, entryId: string, at: string): Result<string> {
  const entry = readEntry(doc, entryId);
  const recurrence = readRecurrence(entry?.recurrence);
  const first = entry?.start;
  if (!entry || !recurrence || typeof first !== "string") return refuse("entry_gone");
  return inOneStep(doc, () => {
    const end = typeof entry.end === "string" ? moved(entry.end, dayNumber(at) - dayNumber(first)) : null;
    const fields = Object.fromEntries([...entryFields, ...entryTexts].map((field) => [field, entry[field]]));
    const added = addEntry(doc, { ...fields, start: at, end, recurrence, splitFrom: `${entryId} ${at}` });
    if (!added.ok) return added;
    for (const { at: time, ...change } of entry.exceptions)
      if (time >= at) setException(doc, added.value, time, change);
    setRecurrence(doc, entryId, { ...recurrence, until: dayOf(dayNumber(at) - 1) });
    return added;
  });
}

function nextStart(entry: AgendaEntry, first: string, today: string): string {
  if (first.slice(0, 10) >= today) return first;
  const series = { start: first, end: null, recurrence: readRecurrence(entry.recurrence), exceptions: [] };
  return occurrences(series, today, moved(today, 800), 1)[0]?.start ?? first;
}

function done(id: string, result: Result<void>): Result<string> {
  return result.ok ? ok(id) : result;
}
