"use client";

import { type RefObject, startTransition, useEffect, useRef, useState } from "react";

/** About two screens of a phone, which no thumb outruns. */
const margin = "1200px 0px";

/** Whether an element is near the screen. `before`: what holds until that was looked at; `onMove` hears of each change. */
export function useNear<E extends Element>(
  before: boolean,
  onMove?: (element: E, near: boolean) => void,
): [RefObject<E | null>, boolean] {
  const element = useRef<E>(null);
  const [near, setNear] = useState(before);
  const move = useRef(onMove);
  move.current = onMove;
  useEffect(() => {
    const watched = element.current;
    if (watched === null) return;
    const observer = new IntersectionObserver(
      (entries) => {
        const now = entries.at(-1)?.isIntersecting ?? false;
        move.current?.(watched, now);
        // Drawn in small steps: a thumb is on the page, or keys are.
        startTransition(() => setNear(now));
      },
      { rootMargin: margin },
    );
    observer.observe(watched);
    return () => observer.disconnect();
  }, []);
  return [element, near];
}
