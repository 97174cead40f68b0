import type { SheetRow } from "./schema";

/** What one person chose to see. It lives on their device, never in the document. */
export type SheetFilter = {
  /** Words that must all be found in the name, a stop or the note. */
  readonly text: string;
  readonly departureId: string | null;
  /** The name of a stop, out or back. */
  readonly stop: string | null;
  /** Only trips on which a seat can be booked now. */
  readonly free: boolean;
  /** Only trips this person is in charge of. */
  readonly mine: boolean;
  /** Only this mode; left out, any. */
  readonly mode?: string | null;
};

/** What of a trip's figures the filter looks at; a row that was never public has none. */
export type FilterFigures = ReadonlyMap<string, { readonly free: number; readonly cancelReason: string | null }>;

export const noFilter: SheetFilter = { text: "", departureId: null, stop: null, free: false, mine: false, mode: null };

/** Whether the filter hides anything at all. */
export function isFiltering(filter: SheetFilter): boolean {
  return (
    wordsOf(filter.text).length > 0 ||
    filter.departureId !== null ||
    filter.stop !== null ||
    filter.free ||
    filter.mine ||
    (filter.mode ?? null) !== null
  );
}

/** The rows that the filter lets through, in the order they came. `me` is this person's id in the roster. */
export function filterRows(
  rows: readonly SheetRow[],
  figures: FilterFigures,
  filter: SheetFilter,
  me: string,
): readonly SheetRow[] {
  if (!isFiltering(filter)) return rows;
  const words = wordsOf(filter.text);
  const stop = filter.stop === null ? null : plainText(filter.stop);
  return rows.filter((row) => {
    if (filter.departureId !== null && row.departureId !== filter.departureId) return false;
    if (filter.mode != null && row.mode !== filter.mode) return false;
    if (filter.mine && row.ownerId !== me) return false;
    if (filter.free && !canBeBooked(row, figures)) return false;
    if (stop !== null && !stopsOf(row).some((place) => plainText(place) === stop)) return false;
    if (words.length === 0) return true;
    const text = searchedText(row);
    return words.every((word) => text.includes(word));
  });
}

/**
 * The same, but a row that was shown (`before`) stays: whoever has just changed it must not lose it from sight. Give an
 * empty `before` whenever the filter itself is touched.
 */
export function stillShown(
  rows: readonly SheetRow[],
  passing: readonly SheetRow[],
  before: ReadonlySet<string>,
): readonly SheetRow[] {
  if (passing.length === rows.length) return rows;
  const ids = new Set(passing.map((row) => row.id));
  return rows.filter((row) => ids.has(row.id) || before.has(row.id));
}

/** The places where the rows stop, each spelling of one place once, for a list to choose from. */
export function stopNames(rows: readonly SheetRow[]): readonly string[] {
  const names = new Map<string, string>();
  for (const row of rows)
    for (const place of stopsOf(row)) {
      const plain = plainText(place);
      if (plain !== "" && !names.has(plain)) names.set(plain, place.trim());
    }
  return [...names].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, name]) => name);
}

/** Without case, accents, ligatures and signs, as one types in a hurry: « Saint-Étienne » is "saint etienne". */
export function plainText(text: string): string {
  return text
    .toLowerCase()
    .replaceAll("œ", "oe")
    .replaceAll("æ", "ae")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

function wordsOf(text: string): readonly string[] {
  const plain = plainText(text);
  return plain === "" ? [] : plain.split(" ");
}

function stopsOf(row: SheetRow): readonly string[] {
  return [...row.outbound, ...row.return].map((stop) => stop.place);
}

const searched = new WeakMap<SheetRow, string>();

/** A row is read anew for each change and never altered, so its text is made once. */
function searchedText(row: SheetRow): string {
  const known = searched.get(row);
  if (known !== undefined) return known;
  const text = plainText([row.title, ...stopsOf(row), row.notes].join(" "));
  searched.set(row, text);
  return text;
}

/** A draft and a row marked full take no sign-ups, whatever seats are left. */
function canBeBooked(row: SheetRow, figures: FilterFigures): boolean {
  const trip = figures.get(row.id);
  return (
    trip !== undefined && trip.cancelReason === null && trip.free > 0 && row.state !== "draft" && row.state !== "closed"
  );
}
