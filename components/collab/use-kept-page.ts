"use client";

import { useEffect } from "react";
import type { CopyKey } from "./copy-database";

/** Names of the worker's caches that hold what a person saw; they begin alike in public/sw.js. */
const personal = /^cortege-(pages-|fresh$)/;

/**
 * Once the page is complete, has the worker keep it with all that it loaded, so that it opens without a network. Only in
 * the workspace: public pages have no worker.
 */
export function useKeptPage({ account, room }: CopyKey, ready: boolean): void {
  useEffect(() => {
    // In development files change under their names.
    if (!ready || process.env.NODE_ENV !== "production" || !("serviceWorker" in navigator)) return;
    void keep({ account, room }).catch((error: unknown) => console.warn("this page is not kept for later", error));
  }, [account, room, ready]);
}

async function keep(key: CopyKey): Promise<void> {
  const path = window.location.pathname;
  const scope = path.startsWith("/en/") ? "/en/espace" : "/espace";
  await navigator.serviceWorker.register("/sw.js", { scope, updateViaCache: "none" });
  const { active } = await navigator.serviceWorker.ready;
  const addresses = (await loaded()).map(({ name }) => new URL(name));
  const files = addresses.filter(({ origin }) => origin === window.location.origin).map(({ pathname }) => pathname);
  active?.postMessage({ kind: "keep", ...key, path, files: [...new Set(files)] });
}

/** All that this page has fetched so far. */
function loaded(): Promise<PerformanceEntryList> {
  return new Promise((resolve) => {
    const observer = new PerformanceObserver((list) => {
      observer.disconnect();
      resolve(list.getEntries());
    });
    observer.observe({ type: "resource", buffered: true });
  });
}

/** Forgets what this device keeps of pages that only their person may see. */
export async function forgetKeptPages(): Promise<void> {
  if (!("caches" in window)) return;
  const names = (await caches.keys()).filter((name) => personal.test(name));
  await Promise.all(names.map((name) => caches.delete(name)));
}
