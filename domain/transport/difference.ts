import { type SheetRow, sheetLimits } from "./schema";

/** What happened to a row, to a stop or a price of it (`partId`), or to one field of either. */
export type Change = {
  rowId: string;
  /** Which list the part stands in, such as `outbound`; null for the row itself. */
  list: string | null;
  partId: string | null;
  what: "added" | "removed" | "restored" | "changed";
  /** Null unless a field changed. */
  field: string | null;
  before: string | null;
  after: string | null;
  /** Names at that time, by which people know them. */
  rowTitle: string;
  partName: string;
};

/** A change as its history tells it to a reader. `by` null: a person who has gone. */
export type ToldChange = Change & {
  id: number;
  by: string | null;
  mine: boolean;
  at: Date;
  /** A coordinator removed its words. */
  erased: boolean;
};

type Part = { id: string } & Record<string, unknown>;
/** What every change of the same thing says alike. */
type Subject = Pick<Change, "rowId" | "list" | "partId" | "rowTitle" | "partName">;

/** How a change names the amount "pay what you can". */
export const freeAmount = "free";

/** Where a thing stands among others is no fact about it, and changes for many at once. */
const silent: ReadonlySet<string> = new Set(["id", "order", "removed"]);

/**
 * What became of one row, in the order of its fields; `before` null: it was not there. Fields are compared by what they
 * are, not by name: one that is added to the sheet later needs nothing here.
 */
export function rowChanges(before: SheetRow | null, after: SheetRow): Change[] {
  const rowTitle = clip(after.title.trim() || before?.title.trim() || "", sheetLimits.title);
  const subject: Subject = { rowId: after.id, list: null, partId: null, rowTitle, partName: "" };
  const presence = presenceOf(before, after);
  const changes = presence === null ? [] : [happened(subject, presence)];
  if (before === null) return changes;
  const last: Record<string, unknown> = before;
  for (const [field, value] of Object.entries(after)) {
    if (Array.isArray(value)) changes.push(...partChanges(subject, field, partsOf(last[field]), partsOf(value)));
    else changes.push(...fieldChanges(subject, field, last[field], value));
  }
  return changes;
}

/** What would change if a sheet that reads `now` read `then` instead. What is removed in both is passed over. */
export function sheetDifference(now: readonly SheetRow[], then: readonly SheetRow[]): Change[] {
  const current = new Map(now.map((row) => [row.id, row]));
  const wanted = new Set(then.map((row) => row.id));
  const of = then.flatMap((row) => {
    const before = current.get(row.id) ?? null;
    const changes = rowChanges(before, row);
    // Of a row that comes or goes, that is all there is to say.
    return before?.removed === false && !row.removed
      ? changes
      : changes.filter((change) => change.what !== "changed" && change.partId === null);
  });
  const since = now.filter((row) => !row.removed && !wanted.has(row.id));
  return [...of, ...since.flatMap((row) => rowChanges(row, { ...row, removed: true }))];
}

function presenceOf(before: SheetRow | null, after: SheetRow): "added" | "removed" | "restored" | null {
  if (before === null) return after.removed ? null : "added";
  if (before.removed === after.removed) return null;
  return after.removed ? "removed" : "restored";
}

function partChanges(row: Subject, list: string, before: readonly Part[], after: readonly Part[]): Change[] {
  const known = new Map(before.map((part) => [part.id, part]));
  const left = new Set(after.map((part) => part.id));
  const subject = (part: Part, last?: Part): Subject => ({
    ...row,
    list,
    partId: part.id,
    partName: clip(nameOf(part) || (last ? nameOf(last) : ""), sheetLimits.place),
  });
  const stays = after.flatMap((part) => {
    const last = known.get(part.id);
    if (!last) return [happened(subject(part), "added")];
    return Object.entries(part).flatMap(([field, value]) =>
      fieldChanges(subject(part, last), field, spoken(field, last[field]), spoken(field, value)),
    );
  });
  const gone = before.filter((part) => !left.has(part.id)).map((part) => happened(subject(part), "removed"));
  return [...stays, ...gone];
}

function happened(subject: Subject, what: "added" | "removed" | "restored"): Change {
  return { ...subject, what, field: null, before: null, after: null };
}

function fieldChanges(subject: Subject, field: string, before: unknown, after: unknown): Change[] {
  if (silent.has(field)) return [];
  const [from, to] = [asText(before), asText(after)];
  return from === to ? [] : [{ ...subject, what: "changed", field, before: from, after: to }];
}

/** An amount that is null says something: pay what you can. */
function spoken(field: string, value: unknown): unknown {
  return field === "amount" && value === null ? freeAmount : value;
}

/** Null and an empty text are alike: nothing stands there. */
function asText(value: unknown): string | null {
  if (value === null || value === undefined || value === "") return null;
  return clip(String(value), sheetLimits.cell);
}

function partsOf(value: unknown): Part[] {
  return Array.isArray(value) ? value : [];
}

/** A stop is known by its place, a price by its label. */
function nameOf(part: Part): string {
  const name = part.place ?? part.label;
  return typeof name === "string" ? name.trim() : "";
}

/** Never cuts a character of two halves. */
function clip(text: string, length: number): string {
  return text.slice(0, length).replace(/[\uD800-\uDBFF]$/u, "");
}
