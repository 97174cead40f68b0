"use client";

import { type ComponentType, startTransition, useCallback, useEffect, useState } from "react";
import { isNarrow } from "@/components/ui/use-narrow";
import type { SheetViewProps, Wanted } from "./sheet-props";
import { SheetOpening } from "./sheet-reading";

type View = ComponentType<
  SheetViewProps & {
    wanted: readonly Wanted[];
    onDone: () => void;
    onWanted: (wanted: Wanted) => void;
    onShown: () => void;
  }
>;

/**
 * The trips come with the page, to be read; the editor, and Yjs with it, only in the browser. Rendered on the server it
 * would load a second Yjs beside the rooms' own, and two of them do not know each other's types. What is pressed before
 * the editor is there happens when it is.
 */
export function SheetLoader(props: SheetViewProps) {
  const [View, setView] = useState<View | null>(null);
  const [wanted, setWanted] = useState<readonly Wanted[]>([]);
  const want = useCallback((next: Wanted) => setWanted((before) => [...before, next]), []);
  const [shown, setShown] = useState(false);
  const show = useCallback(() => setShown(true), []);
  const done = useCallback(() => setWanted([]), []);
  useEffect(() => {
    let here = true;
    // Together with it, not after it; the view itself says what becomes of a page that cannot have it.
    if (isNarrow()) void import("./sheet-phone").catch(() => undefined);
    import("./sheet-view").then(
      ({ SheetView }) => {
        if (here) startTransition(() => setView(() => SheetView));
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
      {!shown && <SheetOpening props={props} onWanted={want} />}
      {View !== null && <View {...props} wanted={wanted} onWanted={want} onDone={done} onShown={show} />}
    </>
  );
}
