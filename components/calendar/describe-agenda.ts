import type { Describe } from "@/components/collab/left-words";
import { readAllEntries } from "@/domain/calendar/agenda";

/** What was written in an agenda and never sent, one line an entry. */
export const describeAgenda: Describe = (acknowledged, present) => {
  const before = new Map(readAllEntries(acknowledged).map((entry) => [entry.id, JSON.stringify(entry)]));
  return readAllEntries(present)
    .filter((entry) => before.get(entry.id) !== JSON.stringify(entry))
    .map((entry) => [entry.title, entry.start ?? entry.due, entry.place].filter(Boolean).join(", "));
};
