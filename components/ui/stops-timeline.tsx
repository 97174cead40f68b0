import type { ReactNode } from "react";

export type TimelineStop = {
  id: string;
  /** For machines, ISO. */
  dateTime: string;
  time: string;
  /** The hour it had before, struck through. */
  formerTime?: string;
  place: string;
  note?: ReactNode;
};

/** The stops of one way, in order, as a line with dots. */
export function StopsTimeline({ stops }: { stops: readonly TimelineStop[] }) {
  return (
    <ol className="stops">
      {stops.map((stop) => (
        <li key={stop.id}>
          <time dateTime={stop.dateTime}>
            {stop.formerTime ? <s>{stop.formerTime}</s> : null}
            {stop.time}
          </time>
          <span>
            <strong>{stop.place}</strong>
            {stop.note ? <span className="soft">{stop.note}</span> : null}
          </span>
        </li>
      ))}
    </ol>
  );
}
