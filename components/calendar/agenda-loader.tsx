"use client";

import { useCallback, useState } from "react";
import { useView } from "@/components/collab/use-view";
import type { AgendaPageProps } from "./agenda-props";
import { AgendaReading } from "./agenda-reading";

type ViewProps = AgendaPageProps & { onShown: () => void };
const load = () => import("./agenda-view").then((file) => file.AgendaView);

/** The dates come with the page, to be read; the editor, and Yjs with it, only in the browser. */
export function AgendaLoader(props: AgendaPageProps) {
  const View = useView<ViewProps>(load);
  const [shown, setShown] = useState(false);
  const show = useCallback(() => setShown(true), []);
  return (
    <>
      {!shown && <AgendaReading {...props} />}
      {View !== null && <View {...props} onShown={show} />}
    </>
  );
}
