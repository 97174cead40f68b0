import type { CSSProperties } from "react";
import { presenceColour } from "@/components/ui/avatar";
import type { Peer } from "./presence";

/** Ring and tag read the colour of who is there from `--who`. */
export function presenceStyle(peer: Pick<Peer, "order">): CSSProperties {
  return { "--who": presenceColour(peer.order) } as CSSProperties;
}
