import { drawSeats, type SeatCounts, type SeatKind, type SeatState } from "./seats-drawing";
import type { TravelMode } from "./ticket";

/** Cars, minibuses and coaches share the coach's plan; bicycles and walkers a file of dots. */
export function seatKind(mode: TravelMode): SeatKind {
  if (mode === "train") return "train";
  return mode === "bike" || mode === "walk" ? "file" : "coach";
}

type SeatsProps = SeatCounts & {
  mode: TravelMode;
  /** Ten units, in cells and lists. */
  compact?: boolean;
  /** How many times larger than in a list. */
  scale?: number;
  /** The trip whose drawing follows live counts. */
  tripId?: string;
};

const order: readonly SeatState[] = ["free", "taken", "held", "mine"];

/** The seats as small chairs. Silent: the words beside it carry the meaning (« 14 places libres sur 51 »). */
export function Seats({ mode, compact, scale = 1, tripId, ...counts }: SeatsProps) {
  const kind = seatKind(mode);
  const { view, width, height, hull, paths } = drawSeats(kind, counts, compact);
  return (
    <svg
      className="glyph"
      width={Math.round(width * scale)}
      height={Math.round(height * scale)}
      viewBox={`${view.x} ${view.y} ${view.width} ${view.height}`}
      aria-hidden="true"
      focusable="false"
      data-trip-seats={tripId}
      data-kind={tripId && kind}
      data-compact={tripId && compact ? "" : undefined}
      data-mine={tripId ? counts.mine : undefined}
    >
      {hull ? <path className="hull" d={hull} /> : null}
      {order.map((state) => (paths[state] || tripId ? <path key={state} className={state} d={paths[state]} /> : null))}
    </svg>
  );
}
