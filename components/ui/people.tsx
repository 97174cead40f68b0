const step = 22;
const person = (at: number) =>
  `M${at + 4.5} 5.5a4.5 4.5 0 1 1 9 0a4.5 4.5 0 1 1-9 0zM${at + 1.5} 22v-3.5a7.5 7.5 0 0 1 15 0V22z`;
const row = (from: number, to: number) =>
  Array.from({ length: Math.max(0, to - from) }, (_, index) => person((from + index) * step)).join("");

/** Who comes, of how many wanted. Silent: the words beside it carry the meaning (« 2 personnes sur 5 »). */
export function People({ taken, wanted }: { taken: number; wanted: number }) {
  const width = Math.max(wanted, 1) * step;
  return (
    <svg className="glyph" width={width} height={24} viewBox={`-1 0 ${width} 24`} aria-hidden="true" focusable="false">
      <path className="taken" d={row(0, Math.min(taken, wanted))} />
      <path className="held" d={row(Math.min(taken, wanted), wanted)} />
    </svg>
  );
}
