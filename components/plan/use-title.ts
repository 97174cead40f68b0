"use client";

import { useCallback, useEffect, useState } from "react";
import type { Doc } from "yjs";
import { planTitle, setTitle } from "@/domain/plan/plan";

/** The plan's title, typed in together. */
export function useTitle(doc: Doc | undefined): { title: string; onTitle: (typed: string) => void } {
  const [title, setShown] = useState("");
  useEffect(() => {
    if (doc === undefined) return;
    const read = () => setShown(planTitle(doc));
    read();
    doc.on("update", read);
    return () => doc.off("update", read);
  }, [doc]);
  const onTitle = useCallback((typed: string) => doc && setTitle(doc, typed), [doc]);
  return { title, onTitle };
}
