import * as Y from "yjs";
import { isOrder } from "./fractional-order";
import { isUuid } from "./ids";

// What a hostile client may have written where a value should stand: nothing here throws.

/** A value as somebody typed it: it may be wrong ("douze"), and is then kept and flagged. Null is empty. */
export type Cell = string | number | null;

/** The longest text of one cell, in UTF-16 units. */
export const longestCell = 2000;

/** Lower case only: SQL would take two spellings for one id. */
export function isId(id: string): boolean {
  return isUuid(id) && id === id.toLowerCase();
}

export function toOrder(value: unknown): string {
  return isOrder(value) ? value : "";
}

/** What cannot be a value at all (an object, a list, a boolean) is shown as a sign that is wrong in every field. */
export function toCell(value: unknown): Cell {
  if (value === undefined || value === null || value === "") return null;
  if (typeof value === "number") return value;
  return typeof value === "string" ? toText(value) : "\uFFFD";
}
/** One character beyond the limit is kept, so that what is too long can be said to be. SQL takes no NUL, no half pair. */
export function toText(value: unknown): string {
  const text = value instanceof Y.Text && value.constructor === Y.Text ? value.toString() : value;
  if (typeof text !== "string")
    return text === undefined || text === null ? "" : typeof text === "number" ? `${text}` : "\uFFFD";
  return text
    .slice(0, longestCell + 1)
    .replaceAll("\0", "")
    .replace(/\p{Surrogate}/gu, "\uFFFD");
}

/** What changed between two texts: common start and end stay. Never cuts a character of two halves. */
export function difference(before: string, next: string): { start: number; removed: number; inserted: string } {
  let start = 0;
  const shortest = Math.min(before.length, next.length);
  while (start < shortest && before[start] === next[start]) start++;
  let end = 0;
  while (end < shortest - start && before[before.length - 1 - end] === next[next.length - 1 - end]) end++;
  if (isHigh(before[start - 1])) start--;
  if (end > 0 && isLow(before[before.length - end])) end--;
  return { start, removed: before.length - start - end, inserted: next.slice(start, next.length - end) };
}

function isHigh(unit: string | undefined): boolean {
  return unit !== undefined && unit >= "\uD800" && unit <= "\uDBFF";
}

function isLow(unit: string | undefined): boolean {
  return unit !== undefined && unit >= "\uDC00" && unit <= "\uDFFF";
}

/** One value for each key. */
export function readEach<K extends string, V>(keys: readonly K[], read: (key: K) => V): Record<K, V> {
  return Object.fromEntries(keys.map((key) => [key, read(key)])) as Record<K, V>;
}

/** Calls back with the keys of `root` below which each transaction changed something; gives the function that stops it. */
export function observeKeys(
  root: Y.Map<unknown>,
  onChange: (keys: ReadonlySet<string>, own: boolean) => void,
): () => void {
  const listener = (events: Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction) => {
    const changed = new Set<string>();
    for (const event of events) {
      const [first] = event.path;
      if (event.path.length > 0) changed.add(String(first));
      else for (const key of event.changes.keys.keys()) changed.add(key);
    }
    if (changed.size > 0) onChange(changed, transaction.local);
  };
  root.observeDeep(listener);
  return () => root.unobserveDeep(listener);
}
