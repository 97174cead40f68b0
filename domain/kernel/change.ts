import { longestCell } from "./document-values";

/** What happened to a thing of a document, to a part of it (`partId`), or to one field of either. */
export type Change = {
  /** A row of a sheet, an entry of an agenda. */
  thingId: string;
  /** Which list the part stands in, such as `outbound`; null for the thing itself. */
  list: string | null;
  /** A stop, a price; one time of a series, by when it was to begin. */
  partId: string | null;
  what: "added" | "removed" | "restored" | "changed";
  /** Null unless a field changed. */
  field: string | null;
  before: string | null;
  after: string | null;
  /** Names at that time, by which people know them. */
  thingTitle: string;
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

/** What a document holds many of. A list in it is a list of parts, each with an id. */
export type Thing = { id: string; title: string; removed: boolean };
type Part = { id: string } & Record<string, unknown>;
/** What every change of the same thing says alike. */
type Subject = Pick<Change, "thingId" | "list" | "partId" | "thingTitle" | "partName">;

const longestName = 200;

/** Where a thing stands among others is no fact about it, and changes for many at once. */
const silent: ReadonlySet<string> = new Set(["id", "order", "removed"]);

/**
 * What became of one thing, in the order of its fields; `before` null: it was not there. Fields are compared by what they
 * are, not by name: one that is added to a document later needs nothing here.
 */
export function thingChanges(before: Thing | null, after: Thing): Change[] {
  const thingTitle = clip(after.title.trim() || before?.title.trim() || "", longestName);
  const subject: Subject = { thingId: after.id, list: null, partId: null, thingTitle, partName: "" };
  const presence = presenceOf(before, after);
  const changes = presence === null ? [] : [happened(subject, presence)];
  if (before === null) return changes;
  const last = new Map<string, unknown>(Object.entries(before));
  for (const [field, value] of Object.entries(after)) {
    if (Array.isArray(value)) changes.push(...partChanges(subject, field, partsOf(last.get(field)), partsOf(value)));
    else changes.push(...fieldChanges(subject, field, last.get(field), value));
  }
  return changes;
}

/** What would change if a document that holds `now` held `then` instead. What is removed in both is passed over. */
export function difference<T extends Thing>(
  now: readonly T[],
  then: readonly T[],
  changesOf: (before: T | null, after: T) => Change[],
): Change[] {
  const current = new Map(now.map((thing) => [thing.id, thing]));
  const wanted = new Set(then.map((thing) => thing.id));
  const of = then.flatMap((thing) => {
    const before = current.get(thing.id) ?? null;
    const changes = changesOf(before, thing);
    // Of a thing that comes or goes, that is all there is to say.
    return before?.removed === false && !thing.removed
      ? changes
      : changes.filter((change) => change.what !== "changed" && change.partId === null);
  });
  const since = now.filter((thing) => !thing.removed && !wanted.has(thing.id));
  return [...of, ...since.flatMap((thing) => changesOf(thing, { ...thing, removed: true }))];
}

function presenceOf(before: Thing | null, after: Thing): "added" | "removed" | "restored" | null {
  if (before === null) return after.removed ? null : "added";
  if (before.removed === after.removed) return null;
  return after.removed ? "removed" : "restored";
}

function partChanges(thing: Subject, list: string, before: readonly Part[], after: readonly Part[]): Change[] {
  const known = new Map(before.map((part) => [part.id, part]));
  const left = new Set(after.map((part) => part.id));
  const subject = (part: Part, last?: Part): Subject => ({
    ...thing,
    list,
    partId: part.id,
    partName: clip(nameOf(part) || (last ? nameOf(last) : ""), longestName),
  });
  const stays = after.flatMap((part) => {
    const last = known.get(part.id);
    if (!last) return [happened(subject(part), "added")];
    return Object.entries(part).flatMap(([field, value]) =>
      fieldChanges(subject(part, last), field, last[field], value),
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

/** Null and an empty text are alike: nothing stands there. */
function asText(value: unknown): string | null {
  if (value === null || value === undefined || value === "") return null;
  return clip(String(value), longestCell);
}

function partsOf(value: unknown): Part[] {
  return Array.isArray(value) ? value : [];
}

/** A stop is known by its place, a price by its label, one time of a series by itself. */
function nameOf(part: Part): string {
  const name = part.at === part.id ? part.id : (part.place ?? part.label);
  return typeof name === "string" ? name.trim() : "";
}

/** Never cuts a character of two halves. */
function clip(text: string, length: number): string {
  return text.slice(0, length).replace(/[\uD800-\uDBFF]$/u, "");
}
