"use client";
import { type RefObject, useEffect } from "react";

/** Escape and a press elsewhere close an open `<details>`; the focus then stands on its summary again. */
export function useDetailsPop(box: RefObject<HTMLDetailsElement | null>): void {
  useEffect(() => {
    const onPress = (event: Event) => {
      const details = box.current;
      if (details?.open && event.target instanceof Node && !details.contains(event.target)) details.open = false;
    };
    const onKey = (event: KeyboardEvent) => {
      const details = box.current;
      if (event.key !== "Escape" || !details?.open) return;
      details.open = false;
      details.querySelector("summary")?.focus();
    };
    document.addEventListener("pointerdown", onPress);
    document.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("pointerdown", onPress);
      document.removeEventListener("keydown", onKey);
    };
  }, [box]);
}
