import type { Doc } from "yjs";
import { atOnce, inOneStep, type Undo } from "@/domain/kernel/document-undo";
import type { Cell } from "@/domain/kernel/document-values";
import type { Result } from "@/domain/kernel/result";
import type { CellField, Direction, SheetRow, TextField } from "@/domain/transport/schema";
import * as sheet from "@/domain/transport/sheet";

type StopChange = { place?: string; at?: string; stepFree?: boolean };

/** What a person may do to the sheet; each call is one step of their own undo, but keystrokes in one text are one. */
export type SheetEditor = {
  setCell(rowId: string, field: CellField, value: Cell): void;
  setText(rowId: string, field: TextField, text: string): void;
  addStop(rowId: string, direction: Direction, stop?: StopChange): void;
  setStop(rowId: string, direction: Direction, stopId: string, change: StopChange): void;
  /** One place up or down. */
  moveStop(row: SheetRow, direction: Direction, stopId: string, step: -1 | 1): void;
  removeStop(rowId: string, direction: Direction, stopId: string): void;
  addPrice(rowId: string): void;
  setPrice(rowId: string, priceId: string, change: { label?: string; amount?: Cell }): void;
  removePrice(rowId: string, priceId: string): void;
  /** The new row's id; null when the sheet is full. */
  add(departureId: string | null): string | null;
  /** The same for a row that comes with what it holds. */
  addFilled(fields: sheet.NewRow): string | null;
  duplicate(rowId: string): string | null;
  /** One place up or down among `siblings`, in their order. */
  move(siblings: readonly SheetRow[], rowId: string, step: -1 | 1): void;
  remove(rowId: string): void;
  restore(rowId: string): void;
  /** All that `change` does is one step to undo: a paste, an import. */
  inOneStep(change: () => void): void;
  /** Within such a step: plain values, in one transaction. Creates nothing. */
  atOnce(change: () => void): void;
  /** The field was left: what comes next is another step. */
  cut(): void;
  undo(): void;
  redo(): void;
};

/** Before which thing another must stand to move one step; undefined when it is already at that end. */
export function beforeWhich(ids: readonly string[], id: string, step: -1 | 1): string | null | undefined {
  const at = ids.indexOf(id);
  if (at === -1) return undefined;
  if (step === -1) return at === 0 ? undefined : ids[at - 1];
  if (at === ids.length - 1) return undefined;
  return ids[at + 2] ?? null;
}

export function createSheetEditor(doc: Doc, undo: Undo, onRefused: (code: string) => void): SheetEditor {
  function told<T>(result: Result<T>): T | null {
    if (result.ok) return result.value;
    onRefused(result.refusal.code);
    return null;
  }
  return {
    setCell: (rowId, field, value) => void told(sheet.setField(doc, rowId, field, value)),
    setText: (rowId, field, text) => void told(sheet.setText(doc, rowId, field, text)),
    addStop: (rowId, direction, stop) => void told(sheet.addStop(doc, rowId, direction, stop)),
    setStop: (rowId, direction, stopId, change) => void told(sheet.setStop(doc, rowId, direction, stopId, change)),
    moveStop(row, direction, stopId, step) {
      const ids = row[direction].map((stop) => stop.id);
      const before = beforeWhich(ids, stopId, step);
      if (before !== undefined) sheet.moveStop(doc, row.id, direction, stopId, before);
    },
    removeStop: (rowId, direction, stopId) => sheet.removeStop(doc, rowId, direction, stopId),
    addPrice: (rowId) => void told(sheet.addPrice(doc, rowId)),
    setPrice: (rowId, priceId, change) => void told(sheet.setPrice(doc, rowId, priceId, change)),
    removePrice: (rowId, priceId) => sheet.removePrice(doc, rowId, priceId),
    add: (departureId) => told(sheet.addRow(doc, { departureId })),
    addFilled: (fields) => told(sheet.addRow(doc, fields)),
    duplicate: (rowId) => told(sheet.duplicateRow(doc, rowId)),
    move(siblings, rowId, step) {
      const ids = siblings.map((row) => row.id);
      const before = beforeWhich(ids, rowId, step);
      if (before === undefined) return;
      if (before !== null) return sheet.moveRow(doc, rowId, before);
      // Last of its day, yet not of the sheet: right after its neighbour, whatever follows that one in the sheet.
      const all = sheet.readRows(doc).filter((row) => row.id !== rowId);
      const neighbour = ids[ids.indexOf(rowId) + 1];
      const next = all[all.findIndex((row) => row.id === neighbour) + 1];
      sheet.moveRow(doc, rowId, next?.id ?? null);
    },
    remove: (rowId) => sheet.removeRow(doc, rowId),
    restore: (rowId) => void told(sheet.restoreRow(doc, rowId)),
    inOneStep: (change) => inOneStep(doc, change),
    atOnce: (change) => atOnce(doc, change),
    cut: () => undo.cut(),
    undo: () => undo.undo(),
    redo: () => undo.redo(),
  };
}
