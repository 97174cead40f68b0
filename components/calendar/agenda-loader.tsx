"use client";

import { type ComponentType, startTransition, useCallback, useEffect, useState } from "react";
import type { AgendaProps } from "./agenda-props";
import { AgendaReading } from "./agenda-reading";

type View = ComponentType<AgendaProps & { onShown: () => void }>;

/** The dates come with the page, to be read; the editor, and Yjs with it, only in the browser. */
export function AgendaLoader(props: AgendaProps) {
  const [View, setView] = useState<View | null>(null);
  const [shown, setShown] = useState(false);
  const show = useCallback(() => setShown(true), []);
  useEffect(() => {
    let here = true;
    import("./agenda-view").then(
      ({ AgendaView }) => {
        if (here) startTransition(() => setView(() => AgendaView));
      },
      // The file could not be fetched; the page says so as it does for any failure.
      (error: unknown) =>
        setView(() => {
          throw error;
        }),
    );
    return () => {
      here = false;
    };
  }, []);
  return (
    <>
      {!shown && <AgendaReading {...props} />}
      {View !== null && <View {...props} onShown={show} />}
    </>
  );
}
