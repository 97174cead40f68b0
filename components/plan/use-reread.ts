import { startTransition, useCallback, useEffect, useRef } from "react";

const leastMs = 5_000;

/** Has a page read anew as one change of it, at most every five seconds, however often it is asked, and while it is seen. */
export function useReread(read: () => void): () => void {
  const latest = useRef(read);
  latest.current = read;
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const last = useRef(Number.NEGATIVE_INFINITY);
  const asked = useRef(false);
  const go = useCallback(() => {
    if (!asked.current || timer.current !== null || document.visibilityState !== "visible") return;
    timer.current = setTimeout(
      () => {
        timer.current = null;
        asked.current = false;
        last.current = performance.now();
        startTransition(() => latest.current());
      },
      Math.max(0, last.current + leastMs - performance.now()),
    );
  }, []);
  useEffect(() => {
    document.addEventListener("visibilitychange", go);
    return () => {
      document.removeEventListener("visibilitychange", go);
      if (timer.current !== null) clearTimeout(timer.current);
    };
  }, [go]);
  return useCallback(() => {
    asked.current = true;
    go();
  }, [go]);
}
