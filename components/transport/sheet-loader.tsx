"use client";

import { useCallback, useState } from "react";
import { useView } from "@/components/collab/use-view";
import { isNarrow } from "@/components/ui/use-narrow";
import type { SheetViewProps, Wanted } from "./sheet-props";
import { SheetOpening } from "./sheet-reading";

type ViewProps = SheetViewProps & {
  wanted: readonly Wanted[];
  onDone: () => void;
  onWanted: (wanted: Wanted) => void;
  onShown: () => void;
};

function load() {
  // Together with it, not after it; the view itself says what becomes of a page that cannot have it.
  if (isNarrow()) void import("./sheet-phone").catch(() => undefined);
  return import("./sheet-view").then((file) => file.SheetView);
}

/**
 * The trips come with the page, to be read, before the editor is there; what is pressed meanwhile happens when it is.
 */
export function SheetLoader(props: SheetViewProps) {
  const View = useView<ViewProps>(load);
  const [wanted, setWanted] = useState<readonly Wanted[]>([]);
  const want = useCallback((next: Wanted) => setWanted((before) => [...before, next]), []);
  const [shown, setShown] = useState(false);
  const show = useCallback(() => setShown(true), []);
  const done = useCallback(() => setWanted([]), []);
  return (
    <>
      {!shown && <SheetOpening props={props} onWanted={want} />}
      {View !== null && <View {...props} wanted={wanted} onWanted={want} onDone={done} onShown={show} />}
    </>
  );
}
