/**
 * How seats are drawn, from how many there are and what they hold. Pure geometry, shared by the server's page and by the
 * browser that redraws it when a count moves.
 */

export type SeatKind = "coach" | "train" | "file";
export type SeatState = "taken" | "mine" | "held" | "free";
export type SeatCounts = { total: number; taken: number; mine?: number; held?: number };
type Box = { x: number; y: number; width: number; height: number };
export type SeatsDrawing = {
  view: Box;
  /** In CSS pixels, before any enlargement. */
  width: number;
  height: number;
  /** Outline of a coach, or of each carriage. */
  hull: string;
  /** One path per state, empty when no seat is in it. */
  paths: Record<SeatState, string>;
};

type Place = { x: number; y: number };
type Layout = { places: Place[]; mark: (place: Place) => string; view: Box; hull: string };

const rows = [0.75, 9.25, 26.25, 34.75] as const;
const middle = 17.75;
const columnStep = 9;

/** Above this, and wherever room is short, ten units stand for all seats. */
const eachSeatUpTo = 60;
const chairsUpTo = 9;

const square = ({ x, y }: Place) => `M${x} ${y}h5v5h-5z`;
const dot = ({ x, y }: Place) => `M${x} ${y}a3 3 0 1 0 .01 0z`;
const unit = ({ x, y }: Place) => `M${x} ${y}h4.5v9h-4.5z`;
const chair = ({ x }: Place) =>
  `M${x + 4} 10V5.5A4.5 4.5 0 0 1 ${x + 8.5} 1h3A4.5 4.5 0 0 1 ${x + 16} 5.5V10` +
  `M${x + 5} 10h10a3.5 3.5 0 0 1 3.5 3.5v2a3.5 3.5 0 0 1-3.5 3.5h-10a3.5 3.5 0 0 1-3.5-3.5v-2a3.5 3.5 0 0 1 3.5-3.5z`;

function chairs(total: number): Layout {
  const places = Array.from({ length: total }, (_, index) => ({ x: index * 24, y: 0 }));
  return { places, mark: chair, view: { x: 0, y: 0, width: Math.max(total * 24 - 4, 20), height: 21 }, hull: "" };
}

/** Seen from above: a bench of five at the back, then two, aisle, two. */
function coach(total: number): Layout {
  const places: Place[] = [];
  for (let column = 0; places.length < total; column++) {
    const heights = column === 0 ? [rows[0], rows[1], middle, rows[2], rows[3]] : rows;
    for (const y of heights) if (places.length < total) places.push({ x: 0.75 + column * columnStep, y });
  }
  const columns = 1 + Math.ceil(Math.max(total - 5, 0) / 4);
  const nose = columns * columnStep - 3;
  const hull = `M-1-5.5H${nose}a9 9 0 0 1 9 9V37a9 9 0 0 1-9 9H-1a4.5 4.5 0 0 1-4.5-4.5V-1a4.5 4.5 0 0 1 4.5-4.5z`;
  return { places, mark: square, view: { x: -6.5, y: -6.5, width: nose + 17.5, height: 53.5 }, hull };
}

/** Carriages of twenty, the last one as long as it needs. */
function train(total: number): Layout {
  const places: Place[] = [];
  let hull = "";
  let end = 0;
  for (let first = 0, start = 0; first < total; first += 20, start += 57) {
    const here = Math.min(20, total - first);
    const columns = Math.ceil(here / 4);
    for (let index = 0; index < here; index++) {
      places.push({ x: start + 0.75 + Math.floor(index / 4) * columnStep, y: rows[index % 4] ?? 0 });
    }
    const left = start - 5;
    const width = 7.5 + columns * columnStep;
    hull += `M${left + 7}-5.5h${width - 14}a7 7 0 0 1 7 7V39a7 7 0 0 1-7 7h-${width - 14}a7 7 0 0 1-7-7V1.5a7 7 0 0 1 7-7z`;
    end = left + width;
  }
  return { places, mark: square, view: { x: -6.5, y: -6.5, width: end + 8, height: 53.5 }, hull };
}

/** A file of dots, four abreast and staggered: people on bicycles or on foot. */
function file(total: number): Layout {
  const places = Array.from({ length: total }, (_, index) => ({
    x: 3.5 + Math.floor(index / 4) * 10 + (index % 2) * 5,
    y: 0.5 + (index % 4) * 9,
  }));
  return { places, mark: dot, view: { x: -1, y: -1, width: Math.ceil(total / 4) * 10 + 3.5, height: 35.5 }, hull: "" };
}

function units(): Layout {
  const places = Array.from({ length: 10 }, (_, index) => ({ x: 1 + index * 8, y: 1 }));
  return { places, mark: unit, view: { x: 0, y: 0, width: 79, height: 11 }, hull: "" };
}

/** Ten units, rounded: never empty once one seat is taken, never full while one is left. */
export function inTenUnits({ total, taken, mine = 0, held = 0 }: SeatCounts): Required<SeatCounts> {
  const used = Math.min(taken + mine + held, total);
  let filled = total === 0 ? 10 : Math.round((used / total) * 10);
  if (used > 0) filled = Math.max(filled, 1);
  if (used < total) filled = Math.min(filled, 9);
  const ofMine = mine > 0 ? Math.min(filled, Math.max(1, Math.round((mine / total) * 10))) : 0;
  const ofHeld = held > 0 ? Math.min(filled - ofMine, Math.round((held / total) * 10)) : 0;
  return { total: 10, taken: filled - ofMine - ofHeld, mine: ofMine, held: ofHeld };
}

/** Seats fill from the rear: taken, then mine, then those offered to someone, then free. */
export function drawSeats(kind: SeatKind, counts: SeatCounts, compact = false): SeatsDrawing {
  const asUnits = compact || counts.total > eachSeatUpTo || counts.total === 0;
  const shown = asUnits ? inTenUnits(counts) : { mine: 0, held: 0, ...counts };
  const layout = asUnits ? units() : layoutOf(kind, counts.total);
  const paths: Record<SeatState, string> = { taken: "", mine: "", held: "", free: "" };
  layout.places.forEach((place, index) => {
    paths[stateAt(index, shown)] += layout.mark(place);
  });
  return {
    view: layout.view,
    width: Math.ceil(layout.view.width),
    height: Math.ceil(layout.view.height),
    hull: layout.hull,
    paths,
  };
}

function layoutOf(kind: SeatKind, total: number): Layout {
  if (total <= chairsUpTo) return chairs(total);
  if (kind === "train") return train(total);
  return kind === "file" ? file(total) : coach(total);
}

function stateAt(index: number, { taken, mine, held }: Required<SeatCounts>): SeatState {
  if (index < taken) return "taken";
  if (index < taken + mine) return "mine";
  return index < taken + mine + held ? "held" : "free";
}
