"use client";

import { useSyncExternalStore } from "react";

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
