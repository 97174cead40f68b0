import { inOneStep } from "@/domain/kernel/document-undo";
import { ok, type Result } from "@/domain/kernel/result";
import { type AgendaDoc, addEntry, setException } from "./agenda";
import type { ReadEvent } from "./read-ics";
import type { AgendaEntry } from "./schema";

/** Writes what was read of a file into the agenda, for members until somebody says otherwise, as one step to undo. */
export function importDates(doc: AgendaDoc, events: readonly ReadEvent[]): Result<number> {
  return inOneStep(doc, () => {
    for (const { title, place, notes, start, end, recurrence, exceptions } of events) {
      const added = addEntry(doc, { kind: "meeting", title, place, notes, start, end, recurrence });
      if (!added.ok) return added;
      for (const { at, ...change } of exceptions) setException(doc, added.value, at, change);
    }
    return ok(events.length);
  });
}

/** Whether the agenda has it already: the same title at the same time. */
export function isThere({ title, start }: ReadEvent, entries: readonly AgendaEntry[]): boolean {
  return entries.some((entry) => !entry.removed && entry.start === start && entry.title.trim() === title);
}
