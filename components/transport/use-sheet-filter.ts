"use client";

import { useCallback, useMemo, useSyncExternalStore } from "react";
import { z } from "zod";
import { noFilter, type SheetFilter } from "@/domain/transport/sheet-filter";

const keptSchema = z.object({
  text: z.string().max(200),
  departureId: z.string().nullable(),
  stop: z.string().nullable(),
  free: z.boolean(),
  mine: z.boolean(),
  mode: z.string().nullable().default(null),
});
const listeners = new Set<() => void>();

function read(raw: string | null): SheetFilter {
  if (raw === null) return noFilter;
  try {
    return keptSchema.safeParse(JSON.parse(raw)).data ?? noFilter;
  } catch {
    // Not what this page wrote there.
    return noFilter;
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}

/** What this person chose to see of a coalition's sheet, remembered on this device and told to nobody. */
export function useSheetFilter(coalitionId: string): [SheetFilter, (change: Partial<SheetFilter>) => void] {
  const key = `cortege.sheet.filter.${coalitionId}`;
  const raw = useSyncExternalStore(
    subscribe,
    () => window.localStorage.getItem(key),
    () => null,
  );
  const filter = useMemo(() => read(raw), [raw]);
  const change = useCallback(
    (next: Partial<SheetFilter>) => {
      window.localStorage.setItem(key, JSON.stringify({ ...read(window.localStorage.getItem(key)), ...next }));
      for (const listener of listeners) listener();
    },
    [key],
  );
  return [filter, change];
}
