import * as Y from "yjs";

type Struct = Y.Item | Y.GC;

/** Steps between the origins of all new items of an update together: what others wrote in between. */
const maxSteps = 2_000_000;

/**
 * Reads new structs in the order of their integration and says of each whether its two origins can be what they claim:
 * in one type and under one key, and what they lean on in the document already in this order. `find` gives any struct
 * that is stored or was read before.
 */
export function orderReader(doc: Y.Doc, find: (id: Y.ID) => Struct) {
  const places = new Map<Struct, string | null>();
  const ofType = new Map<unknown, string>();
  let steps = 0;

  const keyOf = (type: Y.AbstractType<unknown>): string => {
    const known = ofType.get(type);
    if (known !== undefined) return known;
    const key = type._item ? idKey(type._item.id) : `root ${Y.findRootTypeKey(type)}`;
    ofType.set(type, key);
    return key;
  };

  /** Type and key that a struct stands in; null in a type that is deleted for good, where nothing has a place. */
  const placeOf = (struct: Struct): string | null => {
    if (!(struct instanceof Y.Item)) return null;
    const known = places.get(struct);
    if (known !== undefined) return known;
    const neighbour = struct.origin ?? struct.rightOrigin;
    let place: string | null;
    if (struct.parent instanceof Y.AbstractType) place = `${keyOf(struct.parent)} ${struct.parentSub}`;
    else if (neighbour) place = placeOf(find(neighbour));
    else if (struct.parent instanceof Y.ID) place = `${idKey(struct.parent)} ${struct.parentSub}`;
    else place = `root ${struct.parent} ${struct.parentSub}`;
    places.set(struct, place);
    return place;
  };

  const isStored = ({ client, clock }: Y.ID) => clock < Y.getState(doc.store, client);
  const leansOn = { origin: new Map<Struct, Y.ID | null>(), rightOrigin: new Map<Struct, Y.ID | null>() };

  /** The stored item that a new one stands behind or before in the end; null for an end of its list. */
  const anchorOf = (item: Y.Item, side: keyof typeof leansOn): Y.ID | null => {
    const id = item[side];
    const anchor = id && !isStored(id) ? (leansOn[side].get(find(id)) ?? null) : id;
    leansOn[side].set(item, anchor);
    return anchor;
  };

  const isBefore = (from: Y.ID, to: Y.ID): boolean => {
    const [left, right] = [find(from), find(to)];
    if (left === right) return from.clock < to.clock;
    for (let item = left instanceof Y.Item ? left.right : null; item !== null; item = item.right) {
      if (item === right) return true;
      if (++steps > maxSteps) return false;
    }
    return false;
  };

  return (struct: Struct): boolean => {
    if (!(struct instanceof Y.Item)) return true;
    const { origin, rightOrigin } = struct;
    const place = placeOf(struct);
    const from = anchorOf(struct, "origin");
    const to = anchorOf(struct, "rightOrigin");
    if (!origin || !rightOrigin || place === null) return true;
    const rightPlace = placeOf(find(rightOrigin));
    if (rightPlace === null) return true;
    if (rightPlace !== place) return false;
    if (find(origin) === find(rightOrigin)) return origin.clock < rightOrigin.clock;
    return !from || !to || isBefore(from, to);
  };
}

/**
 * Whether what was just applied stands between its origins. Where it does not, its place depends on the order in which
 * structs arrive, and the document in memory is not the one that its log makes. Where an item of the same update comes
 * to stand, Yjs alone knows; so this is asked once it is applied.
 */
export function standsInOrder(doc: Y.Doc, ranges: readonly { clientId: number; from: number; to: number }[]): boolean {
  let steps = 0;
  const reaches = (from: Y.Item, id: Y.ID, next: (item: Y.Item) => Y.Item | null): boolean => {
    const target: Struct = Y.getItem(doc.store, id);
    if (!(target instanceof Y.Item)) return true;
    for (let item = next(from); item !== null; item = next(item)) {
      if (item === target) return true;
      if (++steps > maxSteps) return false;
    }
    return false;
  };
  for (const { clientId, from, to } of ranges) {
    const structs = doc.store.clients.get(clientId) ?? [];
    for (let i = Y.findIndexSS(structs, from); i < structs.length; i++) {
      const struct = structs[i];
      if (!struct || struct.id.clock >= to) break;
      if (!(struct instanceof Y.Item)) continue;
      const { origin, rightOrigin } = struct;
      if (origin && !reaches(struct, origin, (item) => item.left)) return false;
      if (rightOrigin && !reaches(struct, rightOrigin, (item) => item.right)) return false;
    }
  }
  return true;
}

function idKey({ client, clock }: Y.ID): string {
  return `${client}.${clock}`;
}
