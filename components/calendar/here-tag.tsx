import type { CSSProperties } from "react";
import { presenceStyle } from "@/components/collab/presence-style";
import { type Here, type HereByEntry, hereOf, type ItemView } from "./item-words";

/** Who has it open: never read out, whoever listens would hear nothing else. */
export function HereTag({ here }: { here: Here | undefined }) {
  if (here === undefined) return null;
  return (
    <span className="tag" style={presenceStyle(here)} title={here.names} aria-hidden="true">
      {here.initials}
    </span>
  );
}

/** The ring of who has it open, with the class `live`. */
export function hereStyle(here: HereByEntry, item: Pick<ItemView, "key">): CSSProperties | undefined {
  const one = hereOf(here, item);
  return one && presenceStyle(one);
}
