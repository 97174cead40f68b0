import { useEffect, useRef, useState } from "react";

/** What the editor can do without until it stands. */
export type Later = typeof import("./editor-later");

/** Fetches it once `stands`; null until it is here. Without a network it is asked for again when there is one. */
export function useLater(stands: boolean, onFailed: () => void): Later | null {
  const [later, setLater] = useState<Later | null>(null);
  const failed = useRef(onFailed);
  failed.current = onFailed;
  useEffect(() => {
    if (!stands) return;
    let here = true;
    const load = () => {
      import("./editor-later").then(
        (parts) => here && setLater(parts),
        () => {
          if (!here) return;
          failed.current();
          window.addEventListener("online", load, { once: true });
        },
      );
    };
    // The text is painted first.
    const frame = requestAnimationFrame(load);
    return () => {
      here = false;
      cancelAnimationFrame(frame);
      window.removeEventListener("online", load);
    };
  }, [stands]);
  return later;
}
