import type { AgendaEntry } from "./schema";

export const entryId = "11111111-1111-4111-8111-111111111111";
export const personId = "22222222-2222-4222-8222-222222222222";

/** For tests. A leafleting on a Saturday, right in every field. */
export function testEntry(change: Partial<AgendaEntry> = {}): AgendaEntry {
  return {
    id: entryId,
    kind: "leafleting",
    title: "Tractage au marché",
    notes: "",
    bring: "",
    start: "2026-11-28T10:00",
    end: "2026-11-28T12:30",
    place: "Place du marché",
    address: null,
    lead: personId,
    helpers: 6,
    visibility: "public",
    due: null,
    owner: null,
    state: null,
    partOf: null,
    splitFrom: null,
    recurrence: null,
    exceptions: [],
    removed: false,
    ...change,
  };
}
