import type { CSSProperties } from "react";

/** Sets the presence colour of a pair: ring, tag and avatar read it from `--who`. */
export function presenceStyle(colour: number): CSSProperties & { "--who": string } {
  return { "--who": `var(--pr-${colour})` };
}
