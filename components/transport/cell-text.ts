import {
  type Direction,
  type RowState,
  rowStates,
  type SheetRow,
  type SheetStop,
  typedNumber,
  typedTime,
} from "@/domain/transport/schema";
import type { GridColumn } from "./grid-keys";
import type { SheetEditor } from "./sheet-editor";
import type { TripFigures } from "./trip-figures";
import { clockText, dayOf, timeOf } from "./wall-clock";

/** Of a row's outbound stops, the one that a column shows. */
export function stopOf(row: SheetRow, column: GridColumn): SheetStop | undefined {
  if (column === "departs" || column === "place") return row.outbound[0];
  return row.outbound.length > 1 ? row.outbound[row.outbound.length - 1] : undefined;
}

/** « 8 h 30 », or what was typed when it is no time. */
export function stopTimeText(stop: SheetStop | undefined, day: string, locale: string): string {
  if (stop === undefined || stop.at === "") return "";
  return timeOf(stop.at) === "" ? stop.at : clockText(stop.at, day, locale);
}

/** What a cell holds, as one would type it again. */
export function cellValue(row: SheetRow, column: GridColumn, facts: TripFigures | undefined): string {
  switch (column) {
    case "title":
      return row.title;
    case "taken":
      return facts === undefined ? "" : String(facts.taken);
    case "waiting":
      return facts === undefined || facts.waiting === 0 ? "" : String(facts.waiting);
    case "seats":
      return row.seats === null ? "" : String(row.seats);
    case "place":
      return stopOf(row, column)?.place ?? "";
    case "departs":
    case "arrives": {
      const at = stopOf(row, column)?.at ?? "";
      return timeOf(at) || at;
    }
    case "state":
      return String(row.state ?? "draft");
  }
}

function isState(text: string): text is RowState {
  return rowStates.some((state) => state === text);
}

/** Writes one cell; a wrong value is written too, and flagged: nobody loses what they typed. */
export function writeCell(editor: SheetEditor, row: SheetRow, column: GridColumn, text: string, day: string): void {
  const outbound: Direction = "outbound";
  const stop = stopOf(row, column);
  switch (column) {
    case "title":
      editor.setText(row.id, "title", text);
      return;
    case "seats":
      editor.setCell(row.id, "seats", typedNumber(text));
      return;
    case "state":
      if (isState(text)) editor.setCell(row.id, "state", text);
      return;
    case "place":
      if (stop !== undefined) editor.setStop(row.id, outbound, stop.id, { place: text.trim() });
      return;
    case "departs":
    case "arrives":
      if (stop !== undefined)
        editor.setStop(row.id, outbound, stop.id, { at: text === "" ? "" : typedTime(text, dayOf(stop.at) || day) });
      return;
    default:
      return;
  }
}
