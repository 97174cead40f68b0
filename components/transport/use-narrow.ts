"use client";

import { useSyncExternalStore } from "react";

const query = "(max-width: 63.99rem)";

function subscribe(listener: () => void): () => void {
  const media = window.matchMedia(query);
  media.addEventListener("change", listener);
  return () => media.removeEventListener("change", listener);
}

/** Whether the page has the width of a phone. */
export function isNarrow(): boolean {
  return window.matchMedia(query).matches;
}

/** The same while it lasts; the grid of three hundred rows is then not built at all. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, isNarrow, () => false);
}

const key = "cortege.sheet.view";
type SheetLayout = "grid" | "list";
const layoutListeners = new Set<() => void>();

/** « Tableau » or « Liste », remembered on this device. */
export function useSheetLayout(): [SheetLayout, (next: SheetLayout) => void] {
  const layout = useSyncExternalStore<SheetLayout>(
    (listener) => {
      layoutListeners.add(listener);
      return () => layoutListeners.delete(listener);
    },
    () => (window.localStorage.getItem(key) === "list" ? "list" : "grid"),
    () => "grid",
  );
  return [
    layout,
    (next) => {
      window.localStorage.setItem(key, next);
      for (const listener of layoutListeners) listener();
    },
  ];
}
