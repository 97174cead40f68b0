"use client";

import { useCallback, useMemo, useSyncExternalStore } from "react";

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  // Another tab of the same person may have chosen something else.
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}

/** A choice kept on this device. `parse` must be stable; it gets null before anything was chosen, and whatever is stored after. */
export function useRemembered<T>(key: string, parse: (stored: unknown) => T): [T, (next: T) => void] {
  const text = useSyncExternalStore(
    subscribe,
    () => window.localStorage.getItem(key),
    () => null,
  );
  const value = useMemo(() => parse(readJson(text)), [text, parse]);
  const remember = useCallback(
    (next: T) => {
      window.localStorage.setItem(key, JSON.stringify(next));
      for (const listener of listeners) listener();
    },
    [key],
  );
  return [value, remember];
}

/** The entries of what is stored; none when that is no object. */
export function entriesOf(stored: unknown): ReadonlyMap<string, unknown> {
  return new Map(typeof stored === "object" && stored !== null ? Object.entries(stored) : []);
}

export function textOrNull(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

function readJson(text: string | null): unknown {
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch {
    // Written by an older version or by hand: as if nothing had been chosen.
    return null;
  }
}
