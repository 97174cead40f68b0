import type { Change } from "@/domain/kernel/change";
import { type AgendaDoc, readAllEntries } from "./agenda";
import { entryChanges } from "./difference";
import { type AgendaEntry, entryFields, entryTexts } from "./schema";

/** What one device's document holds beyond what the server had acknowledged. Of a new entry, all that is in it. */
export function unsentEntryChanges(acknowledged: AgendaDoc, present: AgendaDoc): Change[] {
  const known = new Map(readAllEntries(acknowledged).map((entry) => [entry.id, entry]));
  return readAllEntries(present).flatMap((entry) => {
    const before = known.get(entry.id) ?? null;
    if (before !== null) return entryChanges(before, entry);
    return entry.removed ? [] : [...entryChanges(null, entry), ...entryChanges(blankLike(entry), entry)];
  });
}

function blankLike(entry: AgendaEntry): AgendaEntry {
  const blank: AgendaEntry = { ...entry, recurrence: null, exceptions: [] };
  for (const field of entryFields) blank[field] = null;
  for (const field of entryTexts) blank[field] = "";
  return blank;
}
