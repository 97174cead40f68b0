import { isUuid } from "./ids";

export const documentKinds = ["sheet", "agenda", "plan"] as const;
export type DocumentKind = (typeof documentKinds)[number];
export type RoomName = { kind: DocumentKind; documentId: string; generation: number };

/** `sheet.<uuid>.<generation>`: what stands after `/collab/`. */
export function formatRoomName({ kind, documentId, generation }: RoomName): string {
  return `${kind}.${documentId}.${generation}`;
}

/** Null for anything that no room can be called. */
export function parseRoomName(text: string): RoomName | null {
  const [kind, id, generation, ...rest] = text.split(".");
  if (rest.length > 0 || !id || !generation || !/^[1-9]\d{0,8}$/.test(generation)) return null;
  const known = documentKinds.find((candidate) => candidate === kind);
  if (!known || !isUuid(id) || id !== id.toLowerCase()) return null;
  return { kind: known, documentId: id, generation: Number(generation) };
}
