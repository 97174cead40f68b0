"use client";

import { type RefObject, startTransition, useEffect, useRef, useState } from "react";

/** About two screens of a phone, which no thumb outruns. */
const margin = "1200px 0px";
const watched = new Map<Element, (near: boolean) => void>();
let observer: IntersectionObserver | undefined;

/** One observer for all: each costs something at every frame. */
function watch(element: Element, hear: (near: boolean) => void): () => void {
  observer ??= new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) watched.get(target)?.(isIntersecting);
    },
    { rootMargin: margin },
  );
  watched.set(element, hear);
  observer.observe(element);
  return () => {
    watched.delete(element);
    observer?.unobserve(element);
  };
}

/**
 * Whether an element is near the screen. `before`: what holds until that was looked at. With `stays`, it is near for good
 * once it was; `onMove` hears of each change.
 */
export function useNear<E extends Element>(
  before: boolean,
  { stays = false, onMove }: { stays?: boolean; onMove?: (element: E, near: boolean) => void },
): [RefObject<E | null>, boolean] {
  const element = useRef<E>(null);
  const [near, setNear] = useState(before);
  const move = useRef(onMove);
  move.current = onMove;
  const settled = stays && near;
  useEffect(() => {
    const own = element.current;
    if (own === null || settled) return;
    return watch(own, (now) => {
      move.current?.(own, now);
      // Drawn in small steps: a thumb is on the page, or keys are.
      startTransition(() => setNear(now));
    });
  }, [settled]);
  return [element, near];
}
