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

/** The same while it lasts; what only a desk shows is then not built at all. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, isNarrow, () => false);
}
