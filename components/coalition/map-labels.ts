/** Where names go on the map: right of their point, else left, else below, so that none covers another. */

export type MapPoint = { id: string; name: string; x: number; y: number };
export type MapLabel = MapPoint & { labelX: number; labelY: number; anchor: "start" | "middle" | "end"; fits: boolean };

const letter = 12.4;
const height = 24;
const mapWidth = 632;

type Box = { left: number; right: number; top: number; bottom: number };

/** `fits`: whether the name covers no other name and no point; where one does not, the point stands alone. */
export function placeLabels(points: readonly MapPoint[]): MapLabel[] {
  const taken: Box[] = points.map(({ x, y }) => ({ left: x - 13, right: x + 13, top: y - 13, bottom: y + 13 }));
  return points.map((point, index) => {
    const others = () => taken.filter((_, other) => other !== index);
    const places = candidates(point);
    const free = places.find(({ box }) => inside(box) && !others().some((other) => overlap(box, other)));
    const { label, box } = free ?? places[0];
    if (free) taken.push(box);
    return { ...label, fits: free !== undefined };
  });
}

function candidates(point: MapPoint): [Candidate, ...Candidate[]] {
  const width = point.name.length * letter;
  const at = (labelX: number, labelY: number, anchor: MapLabel["anchor"]): Candidate => {
    const left = anchor === "start" ? labelX : anchor === "end" ? labelX - width : labelX - width / 2;
    return {
      label: { ...point, labelX, labelY, anchor },
      box: { left, right: left + width, top: labelY - height + 4, bottom: labelY + 4 },
    };
  };
  const { x, y } = point;
  return [at(x + 20, y + 8, "start"), at(x - 20, y + 8, "end"), at(x, y + 34, "middle"), at(x, y - 20, "middle")];
}

type Candidate = { label: Omit<MapLabel, "fits">; box: Box };

function inside(box: Box): boolean {
  return box.left >= 0 && box.right <= mapWidth;
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
