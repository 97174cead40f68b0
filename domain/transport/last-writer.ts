import * as Y from "yjs";

/**
 * The client whose value stands in a field of a row, or of a stop or price of it, as the document itself knows; null for
 * a text, which may be of several hands, and for what is not there.
 */
export function lastWriter(doc: Y.Doc, rowId: string, partId: string | null, field: string): number | null {
  const row = doc.getMap("rows").get(rowId);
  if (!(row instanceof Y.Map)) return null;
  const holder = partId === null ? row : partOf(row, partId);
  if (holder === null || holder.get(field) instanceof Y.Text) return null;
  return holder._map.get(field)?.id.client ?? null;
}

function partOf(row: Y.Map<unknown>, partId: string): Y.Map<unknown> | null {
  for (const list of row.values()) {
    const part = list instanceof Y.Map ? list.get(partId) : undefined;
    if (part instanceof Y.Map) return part;
  }
  return null;
}
