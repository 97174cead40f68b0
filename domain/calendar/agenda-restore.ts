import type { Change } from "@/domain/kernel/change";
import { atOnce, inOneStep } from "@/domain/kernel/document-undo";
import type { Cell } from "@/domain/kernel/document-values";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import {
  type AgendaDoc,
  addEntry,
  readAllEntries,
  readEntry,
  removeEntry,
  restoreEntry,
  setEntry,
  setEntryText,
  setException,
  setRecurrence,
} from "./agenda";
import { blankException, toldRecurrence } from "./difference";
import { isMoment, readRecurrence } from "./recurrence";
import { type AgendaEntry, type EntryField, entryFields, entryTexts } from "./schema";

/*
 * Earlier states of an agenda, brought back by the person's own browser as an edit like any other. Only what differs is
 * written, and no key is deleted.
 */

/**
 * Makes the agenda read as it read in `past`, in one step to undo: entries added since are marked as removed, what was
 * removed comes back. Entries that were removed then and are now stay as they are.
 */
export function restoreAgenda(doc: AgendaDoc, past: readonly AgendaEntry[]): void {
  const shown = past.filter((entry) => !entry.removed);
  const wanted = new Set(shown.map(({ id }) => id));
  inOneStep(doc, () => {
    atOnce(doc, () => {
      for (const { id, removed } of readAllEntries(doc)) if (!removed && !wanted.has(id)) removeEntry(doc, id);
    });
    // A key that some client deleted is born again, in a transaction of its own.
    for (const { id } of shown) if (readEntry(doc, id) === null) addEntry(doc, { id });
    atOnce(doc, () => {
      for (const entry of shown) restoreTo(doc, entry);
    });
  });
}

/** Takes one change back: the field says again what it said, what was removed is shown, what was added is removed. */
export function takeEntryBack(doc: AgendaDoc, change: Change): Result<void> {
  const { thingId, partId, what, field, before } = change;
  if (what === "added" || what === "restored") return ok(removeEntry(doc, thingId));
  if (what === "removed") return restoreEntry(doc, thingId);
  if (partId !== null) {
    if (field !== "cancelled" && field !== "start" && field !== "end" && field !== "place") return refuse("entry_gone");
    const value = field === "cancelled" ? { cancelled: before === "true" } : { [field]: before ?? "" };
    return setException(doc, thingId, partId, value);
  }
  if (field === "recurrence") return setRecurrence(doc, thingId, toldRecurrence(before));
  const text = entryTexts.find((each) => each === field);
  if (text) return setEntryText(doc, thingId, text, before ?? "");
  const cell = entryFields.find((each) => each === field);
  return cell ? setEntry(doc, thingId, { [cell]: cellOf(cell, before) }) : refuse("entry_gone");
}

function restoreTo(doc: AgendaDoc, entry: AgendaEntry): void {
  const { id } = entry;
  const now = readEntry(doc, id);
  if (now === null) return;
  setEntry(doc, id, Object.fromEntries(entryFields.map((field) => [field, entry[field]])));
  for (const field of entryTexts) setEntryText(doc, id, field, entry[field]);
  const rule = readRecurrence(entry.recurrence);
  if (JSON.stringify(readRecurrence(now.recurrence)) !== JSON.stringify(rule)) setRecurrence(doc, id, rule);
  const then = new Map(entry.exceptions.map((one) => [one.at, one]));
  const today = new Map(now.exceptions.map((one) => [one.at, one]));
  for (const at of new Set([...then.keys(), ...today.keys()])) {
    const [wanted, known] = [then.get(at) ?? blankException(at), today.get(at) ?? blankException(at)];
    const { at: _, ...change } = wanted;
    if (isMoment(at) && JSON.stringify(wanted) !== JSON.stringify(known)) setException(doc, id, at, change);
  }
  if (now.removed) restoreEntry(doc, id);
}

/** The history keeps every value as text. */
function cellOf(field: EntryField, before: string | null): Cell {
  return field === "helpers" && before !== null && /^\d+$/.test(before) ? Number(before) : before;
}
