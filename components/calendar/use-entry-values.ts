"use client";

import { useMemo } from "react";
import { type EntryContext, type EntryIssue, type EntryValues, examineEntry } from "@/domain/calendar/entry-issues";
import type { DatedEntry } from "@/domain/calendar/items";
import { projectEntry } from "@/domain/calendar/projection";
import type { AgendaEntry } from "@/domain/calendar/schema";
import type { AgendaProps } from "./agenda-props";

export type EntryScene = {
  dated: DatedEntry[];
  undated: { key: string; values: EntryValues }[];
  issuesOf: (entry: AgendaEntry) => readonly EntryIssue[];
};

/** The agenda as the projector will see it. An entry is judged again only when it changed. */
export function useEntryValues(entries: readonly AgendaEntry[], { roster, entries: stored }: AgendaProps): EntryScene {
  const judged = useMemo(() => {
    const people = new Set(roster.map(({ id }) => id));
    const known = new Map(stored.map((one) => [one.key, one]));
    const values = new WeakMap<AgendaEntry, EntryValues | null>();
    const contextOf = (id: string): EntryContext => {
      const one = known.get(id);
      const facts = one && {
        cancelled: one.figures.cancelReason !== null,
        live: one.figures.live,
        taken: one.figures.taken,
      };
      return { people, facts: facts ?? null, beyondLimit: false };
    };
    return {
      valuesOf(entry: AgendaEntry): EntryValues | null {
        const last = values.get(entry);
        if (last !== undefined) return last;
        const next = projectEntry(entry, contextOf(entry.id), known.get(entry.id)?.values ?? null);
        values.set(entry, next);
        return next;
      },
      cancelled: (id: string) => (known.get(id)?.figures.cancelReason ?? null) !== null,
      issuesOf: (entry: AgendaEntry) => examineEntry(entry, contextOf(entry.id)).issues,
    };
  }, [roster, stored]);
  return useMemo(() => {
    const dated: DatedEntry[] = [];
    const undated: { key: string; values: EntryValues }[] = [];
    for (const entry of entries) {
      const values = judged.valuesOf(entry);
      if (values === null || values.removed) continue;
      const when = values.kind === "task" ? values.due : values.start;
      if (when === null) undated.push({ key: entry.id, values });
      else dated.push({ key: entry.id, values, cancelled: judged.cancelled(entry.id) });
    }
    return { dated, undated, issuesOf: judged.issuesOf };
  }, [entries, judged]);
}
