import type { ReactNode } from "react";
import type { Tally } from "@/domain/calendar/date-poll";

/** Above so many answers the drawing says less than the words. */
const drawn = 14;
const step = 18;

/** One square an answer: full for yes, half for « si besoin », dashed for no. Silent: the words beside it say it. */
function TallyDrawing({ tally }: { tally: Tally }) {
  const marks = (["yes", "maybe", "no"] as const).flatMap((word) => Array.from({ length: tally[word] }, () => word));
  if (marks.length === 0 || marks.length > drawn) return null;
  return (
    <svg
      className="glyph"
      width={marks.length * step}
      height="16"
      viewBox={`0 0 ${marks.length * step} 16`}
      aria-hidden="true"
      focusable="false"
    >
      {marks.map((word, index) => {
        const x = index * step + 1.5;
        const kind = { yes: "taken", maybe: "free", no: "held" }[word];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a square is its place in the row
          <g key={index}>
            <rect className={kind} x={x} y="1.5" width="13" height="13" rx="3" />
            {word === "maybe" ? (
              <path className="taken" d={`M${x} 8h13v4a3 3 0 0 1-3 2.5h-7a3 3 0 0 1-3-2.5z`} />
            ) : null}
          </g>
        );
      })}
    </svg>
  );
}

export function PollTally({ tally, words }: { tally: Tally; words: ReactNode }) {
  return (
    <p className="tally">
      <TallyDrawing tally={tally} />
      <span>{words}</span>
    </p>
  );
}
