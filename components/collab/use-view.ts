import { type ComponentType, startTransition, useEffect, useState } from "react";

/**
 * The editor of a page that is read before it is there: it, and Yjs with it, only in the browser. Rendered on the server
 * it would load a second Yjs beside the rooms' own, and two of them do not know each other's types. `load` must be stable.
 */
export function useView<P>(load: () => Promise<ComponentType<P>>): ComponentType<P> | null {
  const [View, setView] = useState<ComponentType<P> | null>(null);
  useEffect(() => {
    let here = true;
    load().then(
      (view) => {
        if (here) startTransition(() => setView(() => view));
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
  }, [load]);
  return View;
}
