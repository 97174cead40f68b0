import { type Cell, longestCell } from "@/domain/kernel/document-values";

// Browsers carry this file: a library that judges values would be a tenth of all that the sheet loads.
export const modes = ["car", "minibus", "coach", "train", "bike", "walk"] as const;
export type Mode = (typeof modes)[number];

export const rowStates = ["draft", "open", "closed"] as const;
export type RowState = (typeof rowStates)[number];

export const directions = ["outbound", "return"] as const;
export type Direction = (typeof directions)[number];

/** What the interface refuses beyond, and the projector ignores. */
export const sheetLimits = {
  rows: 500,
  stops: 40,
  cell: longestCell,
  title: 200,
  place: 200,
  seats: 1000,
  prices: 8,
  priceLabel: 60,
  /** In cents. */
  amount: 100_000,
  wheelchairs: 20,
  /** Of a text on one line. */
  line: 200,
  link: 500,
} as const;

export const luggages = ["none", "small", "large"] as const;
export const animals = ["no", "small", "yes"] as const;
export const yesNo = ["yes", "no"] as const;
/** Paid to whoever runs the trip: money never passes through us. */
export const payments = ["free", "onboard", "link"] as const;

const onWheels: readonly Mode[] = ["car", "minibus", "coach"];
const hired: readonly Mode[] = ["minibus", "coach"];
const carried: readonly Mode[] = ["minibus", "coach", "train"];
const paid: readonly Mode[] = ["car", "minibus", "coach", "train", "bike"];

/**
 * Every field of a trip but its stops and prices, in the order of forms, exports and the history. `kind` says how it is
 * typed and read ("line" and "prose" are texts that two people may write in at once), `modes` which trips have it, and
 * `fold` under which heading the form folds it away; null for what every trip needs.
 */
export const fieldTable = [
  { name: "departureId", kind: "departure", modes, fold: null },
  { name: "mode", kind: "choice", choices: modes, modes, fold: null },
  { name: "title", kind: "line", modes, fold: null },
  { name: "seats", kind: "count", modes, fold: null },
  { name: "organiserSeats", kind: "count", modes, fold: null },
  { name: "bookingDeadline", kind: "time", modes, fold: null },
  { name: "ownerId", kind: "person", modes, fold: null },
  { name: "state", kind: "choice", choices: rowStates, modes, fold: null },
  { name: "notes", kind: "prose", modes, fold: null },
  { name: "payment", kind: "choice", choices: payments, modes: paid, fold: "prices" },
  { name: "paymentLink", kind: "link", modes: paid, fold: "prices" },
  { name: "wheelchairSpaces", kind: "count", modes: carried, fold: "access" },
  { name: "quietSeat", kind: "choice", choices: yesNo, modes: carried, fold: "access" },
  { name: "luggage", kind: "choice", choices: luggages, modes: onWheels, fold: "luggage" },
  { name: "animals", kind: "choice", choices: animals, modes: onWheels, fold: "luggage" },
  { name: "bring", kind: "prose", modes, fold: "luggage" },
  { name: "operator", kind: "text", modes: hired, fold: "operator" },
  { name: "operatorPhone", kind: "phone", modes: hired, fold: "operator" },
] as const satisfies readonly FieldSpec[];

export const folds = ["prices", "access", "luggage", "operator"] as const;
export type Fold = (typeof folds)[number];
/** One line of the table, whatever the field. */
export type FieldSpec = {
  name: string;
  kind: "departure" | "choice" | "line" | "prose" | "text" | "count" | "time" | "person" | "phone" | "link";
  choices?: readonly string[];
  modes: readonly Mode[];
  fold: Fold | null;
};
type Field = (typeof fieldTable)[number];
/** Fields that hold one plain value, written when the field is left. */
export type CellField = Exclude<Field, { kind: "line" | "prose" }>["name"];
/** Fields that two people may write in at once. */
export type TextField = Extract<Field, { kind: "line" | "prose" }>["name"];
/** What the form folds away; SQL keeps its last good value field by field. */
export type ExtraField = Exclude<Field, { fold: null }>["name"];

export const cellFields: readonly CellField[] = fieldTable.flatMap((field) =>
  field.kind === "line" || field.kind === "prose" ? [] : [field.name],
);
export const extraFields: readonly ExtraField[] = fieldTable.flatMap((field) =>
  field.fold === null ? [] : [field.name],
);
export const textFields: readonly TextField[] = fieldTable.flatMap((field) =>
  field.kind === "line" || field.kind === "prose" ? [field.name] : [],
);

/** The mode that a cell names; null for none, and for what is none. */
export function modeOf(cell: unknown): Mode | null {
  return modes.find((mode) => mode === cell) ?? null;
}

export function rowStateOf(cell: unknown): RowState | null {
  return rowStates.find((state) => state === cell) ?? null;
}

export function isCount(value: unknown, least: number, most: number): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= least && value <= most;
}

/** Whether trips of this mode have the field. Every field does while the mode is not chosen, or is none. */
export function hasField(cell: Cell, name: CellField | TextField | "prices"): boolean {
  const mode = modeOf(cell);
  if (mode === null) return true;
  if (name === "prices") return paid.includes(mode);
  return fieldTable.some((field) => field.name === name && field.modes.some((each) => each === mode));
}

type ValueOf<F> = F extends { choices: readonly (infer C)[] } ? C : F extends { kind: "count" } ? number : string;
/** The values that the folded fields may have. */
export type Extras = { [F in ExtraField]: ValueOf<Extract<Field, { name: F }>> | null };

/** Whether a folded field may hold this. */
export function isExtra<F extends ExtraField>(name: F, value: unknown): value is Extras[F] {
  const spec: FieldSpec | undefined = fieldTable.find((field) => field.name === name);
  if (value === null) return true;
  if (spec?.kind === "count") return isCount(value, 0, sheetLimits.wheelchairs);
  if (typeof value !== "string") return false;
  if (spec?.choices !== undefined) return spec.choices.includes(value);
  if (spec?.kind === "link") return value.length <= sheetLimits.link && isSecureLink(value);
  if (spec?.kind === "phone") return /^\+?\d[\d\s().-]{4,28}\d$/u.test(value);
  return value.length <= (spec?.kind === "prose" ? sheetLimits.cell : sheetLimits.line);
}

/** These folded fields of `from`. Throws when one holds what it may not. */
export function readExtras<F extends ExtraField>(from: object, names: readonly F[]): Pick<Extras, F> {
  const values = new Map<string, unknown>(Object.entries(from));
  const extras = names.map((name) => {
    const value = values.get(name);
    if (!isExtra(name, value)) throw new TypeError(`${name} holds what it may not`);
    return [name, value];
  });
  return Object.fromEntries(extras) as Pick<Extras, F>;
}

/** Where one pays, outside: https, and no name before the host that could pass for it. */
function isSecureLink(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return url.protocol === "https:" && url.username === "" && url.password === "" && url.hostname.includes(".");
}

/** `at` is wall-clock time in Paris, `2026-12-29T08:30`, or what was typed instead. */
export type SheetStop = { id: string; place: string; at: string; stepFree: boolean; order: string };

/** A price to choose from. `amount` is in cents; null: pay what you can; "": not filled in yet. */
export type SheetPrice = { id: string; label: string; amount: Cell; order: string };

/** One row as read from the document, whatever a client wrote there. */
export type SheetRow = Record<CellField, Cell> &
  Record<TextField, string> & {
    id: string;
    outbound: SheetStop[];
    return: SheetStop[];
    prices: SheetPrice[];
    order: string;
    removed: boolean;
  };

/** "53" is the number 53; anything else stays as typed; an empty field is null. */
export function typedNumber(text: string): Cell {
  const trimmed = text.trim();
  if (trimmed === "") return null;
  return /^-?\d{1,9}$/.test(trimmed) ? Number(trimmed) : trimmed;
}

/** "8 h 30", "8:30", "8h" or "0830" on `day` (`2026-12-29`) as wall-clock time; anything else stays as typed. */
export function typedTime(text: string, day: string): string {
  const trimmed = text.trim();
  const found = /^(\d{1,2})(?:\s*[h:.]\s*(\d{2})?|(\d{2}))?$/iu.exec(trimmed);
  if (!found) return trimmed;
  const hour = Number(found[1]);
  const minute = Number(found[2] ?? found[3] ?? 0);
  if (hour > 23 || minute > 59) return trimmed;
  return `${day}T${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}
