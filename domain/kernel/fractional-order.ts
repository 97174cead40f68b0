const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const base = digits.length;
const leading = 3;
const roof = base ** leading;
const longest = 200;

/**
 * A place in a list as a fraction in base 62: between any two there is a third, so that moving one thing writes one
 * value. Compared as plain strings; never ends in "0", or nothing would fit before it.
 */
export function isOrder(value: unknown): value is string {
  return typeof value === "string" && value.length <= longest && /^[0-9A-Za-z]*[1-9A-Za-z]$/.test(value);
}

/** Sorts by order; equal ones (written by two people at once) by id, so that everyone sees the same list. */
export function compareOrder(a: { order: string; id: string }, b: { order: string; id: string }): number {
  if (a.order !== b.order) return a.order < b.order ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/**
 * An order after `low` and before `high`; "" means the start or the end of the list.
 * Null when nothing fits: equal neighbours, or values that no client of ours wrote. Then renumber with `spreadOrders`.
 */
export function orderBetween(low: string, high: string): string | null {
  if ((low !== "" && !isOrder(low)) || (high !== "" && !isOrder(high))) return null;
  if (low !== "" && high !== "" && low >= high) return null;
  const found = high === "" ? (after(low) ?? middle(low, high)) : middle(low, high);
  return found.length <= longest ? found : null;
}

/** `count` orders, evenly apart. */
export function spreadOrders(count: number): string[] {
  const step = Math.max(1, Math.floor(roof / (count + 1)));
  return Array.from({ length: count }, (_, index) => closed(fixed(Math.min((index + 1) * step, roof - 1))));
}

/** Appending takes small steps (halving would lengthen the value each sixth time), of uneven size so that two people's differ. */
function after(low: string): string | null {
  const start = low === "" ? 0 : number(low);
  const next = start + 60 + Math.floor(Math.random() * 60);
  return next < roof ? closed(fixed(next)) : null;
}

function middle(low: string, high: string): string {
  let found = "";
  let bounded = high !== "";
  for (let index = 0; ; index++) {
    const from = digit(low, index);
    const to = bounded ? digit(high, index) : base;
    const half = Math.floor((from + to) / 2);
    if (half > from) return found + digits.charAt(half);
    found += digits.charAt(from);
    if (to > from) bounded = false;
  }
}

function digit(order: string, index: number): number {
  return index < order.length ? digits.indexOf(order.charAt(index)) : 0;
}

function number(order: string): number {
  let value = 0;
  for (let index = 0; index < leading; index++) value = value * base + digit(order, index);
  return value;
}

function fixed(value: number): string {
  let text = "";
  for (let rest = value, index = 0; index < leading; index++) {
    text = digits.charAt(rest % base) + text;
    rest = Math.floor(rest / base);
  }
  return text;
}

function closed(text: string): string {
  return text.endsWith("0") ? `${text}1` : text;
}

/** Gives `id` an order that puts it before `beforeId`; renumbers the whole list where nothing fits between two. */
export function placeIn(
  list: ReadonlyArray<{ id: string; order: string }>,
  id: string,
  beforeId: string | null,
  write: (id: string, order: string) => void,
): void {
  const others = list.filter((other) => other.id !== id);
  const found = beforeId === null ? -1 : others.findIndex((other) => other.id === beforeId);
  const index = found === -1 ? others.length : found;
  const next = others[index];
  const order = next?.order === "" ? null : orderBetween(others[index - 1]?.order ?? "", next?.order ?? "");
  if (order !== null) {
    write(id, order);
    return;
  }
  const ids = [...others.slice(0, index).map((other) => other.id), id, ...others.slice(index).map((other) => other.id)];
  const orders = spreadOrders(ids.length);
  ids.forEach((each, position) => {
    write(each, orders[position] ?? "");
  });
}
