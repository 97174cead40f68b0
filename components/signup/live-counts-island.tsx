"use client";
import { useEffect, useRef } from "react";
import type { LiveTexts } from "./live-counts";

/** Loads the live counts once the page has nothing better to do. Without JavaScript the page is complete all the same. */
export function LiveCounts({ coalitionId, texts }: { coalitionId: string; texts: LiveTexts }) {
  const announcer = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    let stop: (() => void) | undefined;
    let gone = false;
    const start = () => {
      import("./live-counts").then(
        ({ watchCounts }) => {
          if (!gone && announcer.current) stop = watchCounts(coalitionId, texts, announcer.current);
        },
        () => undefined,
      );
    };
    const idle = window.requestIdleCallback
      ? window.requestIdleCallback(start, { timeout: 4000 })
      : window.setTimeout(start, 1500);
    return () => {
      gone = true;
      if (window.cancelIdleCallback) window.cancelIdleCallback(idle);
      else window.clearTimeout(idle);
      stop?.();
    };
  }, [coalitionId, texts]);
  return <p className="sr" role="status" aria-live="polite" ref={announcer} />;
}
