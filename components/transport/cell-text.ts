import { type SheetPrice, type SheetRow, type SheetStop, typedTime } from "@/domain/transport/schema";
import { plainText } from "@/domain/transport/sheet-filter";
import { concerns, type GridColumn, sourceOf } from "./grid-columns";
import type { TripFigures } from "./trip-figures";
import { clockText, dayOf, shortDay, timeOf, timeText } from "./wall-clock";

/** One value of a choice, how it reads, and other words that mean it. */
export type Choice = { readonly value: string; readonly label: string; readonly also?: readonly string[] };

/** What the words of a cell depend on besides its row. */
export type CellContext = {
  readonly figures: TripFigures | undefined;
  /** The day of the row's departure, `YYYY-MM-DD`, or empty. */
  readonly day: string;
  readonly choicesOf: (column: GridColumn) => readonly Choice[];
};

/** Of a row's stops, the one that a column shows; there is no last stop before there are two. */
export function stopOf(row: SheetRow, column: GridColumn): SheetStop | undefined {
  const source = sourceOf(column);
  if (source.at !== "stop") return undefined;
  const stops = row[source.direction];
  if (source.end === "first") return stops[0];
  return stops.length > 1 ? stops[stops.length - 1] : undefined;
}

/** « 8 h 30 », or what was typed when it is no time. */
export function stopTimeText(stop: SheetStop | undefined, day: string, locale: string): string {
  if (stop === undefined || stop.at === "") return "";
  return timeOf(stop.at) === "" ? stop.at : clockText(stop.at, day, locale);
}

/** What a cell holds for the field that edits it: a choice's value, a time without its day. */
export function cellValue(row: SheetRow, column: GridColumn, { figures }: CellContext): string {
  const source = sourceOf(column);
  switch (source.at) {
    case "figure":
      return column === "prices" ? pricesText(row.prices) : figureText(column, figures);
    case "text":
      return row[source.field];
    case "cell":
      return row[source.field] === null ? "" : String(row[source.field]);
    case "stop": {
      const stop = stopOf(row, column);
      if (source.part === "place") return stop?.place ?? "";
      return timeOf(stop?.at ?? "") || (stop?.at ?? "");
    }
  }
}

/** What a cell gives to another program, and takes back when it is pasted here. */
export function copiedText(row: SheetRow, column: GridColumn, context: CellContext): string {
  if (!concerns(row.mode, column)) return "";
  const source = sourceOf(column);
  const value = cellValue(row, column, context);
  if (source.at === "cell" && source.kind === "choice")
    return context.choicesOf(column).find((choice) => choice.value === value)?.label ?? value;
  if (source.at === "cell" && source.kind === "moment") return timeOf(value) === "" ? value : value.replace("T", " ");
  if (source.at === "stop" && source.part === "at") {
    const at = stopOf(row, column)?.at ?? "";
    // A time on another day than the departure's would lose its day.
    return timeOf(at) !== "" && dayOf(at) !== context.day ? at.replace("T", " ") : value;
  }
  return value;
}

/** What is shown of a cell that needs no drawing. */
export function shownText(row: SheetRow, column: GridColumn, context: CellContext, locale: string): string {
  const source = sourceOf(column);
  if (source.at === "stop" && source.part === "at") return stopTimeText(stopOf(row, column), context.day, locale);
  if (source.at === "cell" && source.kind === "moment") {
    const at = String(row[source.field] ?? "");
    const time = timeOf(at);
    return time === "" ? at : `${shortDay(dayOf(at), locale)}, ${timeText(time, locale)}`;
  }
  return copiedText(row, column, context);
}

/** The value whose label, other word or own name was typed; what is none of them stays as typed. */
export function typedChoice(text: string, choices: readonly Choice[]): string {
  const trimmed = text.trim();
  if (choices.some((choice) => choice.value === trimmed)) return trimmed;
  const plain = plainText(trimmed);
  const label = choices.find((choice) => plainText(choice.label) === plain);
  if (label !== undefined) return label.value;
  const also = choices.filter((choice) => choice.also?.some((word) => plainText(word) === plain));
  return also.length === 1 && also[0] !== undefined ? also[0].value : trimmed;
}

/** A time as people and spreadsheets write it, with or without its day and seconds; without one, on `day`. */
export function typedMoment(text: string, day: string): string {
  const trimmed = text.trim();
  const found = /^(?:(\d{4})-(\d\d)-(\d\d)|(\d\d?)[/.](\d\d?)[/.](\d{4}))[T ,]+(\S.*)$/u.exec(trimmed);
  if (found === null) return typedTime(withoutSeconds(trimmed), day);
  const own =
    found[1] === undefined
      ? `${found[6]}-${(found[5] ?? "").padStart(2, "0")}-${(found[4] ?? "").padStart(2, "0")}`
      : `${found[1]}-${found[2]}-${found[3]}`;
  const at = typedTime(withoutSeconds(found[7] ?? ""), own);
  return timeOf(at) === "" ? trimmed : at;
}

function withoutSeconds(text: string): string {
  return text.replace(/^(\d{1,2}:\d{2}):\d{2}$/, "$1");
}

/** « 12 · 25 · 35 », in euros; « libre » and what is wrong as in the form. */
function pricesText(prices: readonly SheetPrice[]): string {
  return prices
    .map(({ label, amount }) => (typeof amount === "number" ? String(amount / 100) : amount === null ? label : amount))
    .join(" · ");
}

function figureText(column: GridColumn, figures: TripFigures | undefined): string {
  if (figures === undefined) return "";
  if (column === "taken") return String(figures.taken);
  return figures.waiting === 0 ? "" : String(figures.waiting);
}
