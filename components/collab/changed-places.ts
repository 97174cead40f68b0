import type { AbstractType, Transaction } from "yjs";

type Type = AbstractType<unknown>;

/**
 * Where a transaction changed the document, as paths of keys: `rows/<id>/seats`. Typing on in one text stays one place,
 * so that people are told how many things they changed and not how many keys they pressed.
 */
export function changedPlaces(transaction: Transaction): string[] {
  const places: string[] = [];
  for (const [type, keys] of transaction.changed) {
    const path = pathOf(transaction, type as Type);
    if (path === null) continue;
    for (const key of keys) places.push(key === null ? path : `${path}/${key}`);
  }
  return places;
}

/** How many things changed: what lies within a thing that changed as a whole (a row just added) is not another one. */
export function countPlaces(changes: Iterable<readonly string[]>): number {
  const places = new Set<string>();
  for (const change of changes) for (const place of change) places.add(place);
  let count = 0;
  for (const place of places) if (!isWithinAnother(place, places)) count++;
  return count;
}

function isWithinAnother(place: string, places: ReadonlySet<string>): boolean {
  for (let end = place.lastIndexOf("/"); end > 0; end = place.lastIndexOf("/", end - 1)) {
    if (places.has(place.slice(0, end))) return true;
  }
  return false;
}

/** Null for what hangs on something deleted. */
function pathOf({ doc }: Transaction, type: Type): string | null {
  const keys: string[] = [];
  let at = type;
  while (at._item !== null) {
    const { parent, parentSub } = at._item;
    if (parent === null || typeof parent !== "object" || !("_item" in parent)) return null;
    keys.unshift(parentSub ?? "");
    at = parent as Type;
  }
  for (const [name, root] of doc.share) if (root === at) return [name, ...keys].join("/");
  return null;
}
