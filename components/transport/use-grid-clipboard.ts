"use client";

import { useTranslations } from "next-intl";
import { type ClipboardEvent, useState } from "react";
import { sheetLimits } from "@/domain/transport/schema";
import { addsStop, applyChanges, blankRow, type CellChange, changeOf, filledRow } from "./cell-change";
import { type CellContext, copiedText } from "./cell-text";
import { type Block, cellsIn, type PastePlan, planPaste } from "./grid-block";
import { editable, type GridColumn } from "./grid-columns";
import type { SheetEditor } from "./sheet-editor";
import type { Snack } from "./sheet-scene";
import { readTsv, writeHtml, writeTsv } from "./tsv";
import type { Place } from "./use-grid-place";

type Options = {
  places: readonly Place[];
  columns: readonly GridColumn[];
  block: Block;
  editor: SheetEditor;
  canWrite: boolean;
  editing: boolean;
  contextOf: (place: Place) => CellContext;
  writable: (place: Place, column: GridColumn) => boolean;
  onSnack: (snack: Snack) => void;
};

type Write = { readonly row: number; readonly column: number; readonly text: string };

/** Copy, cut, paste and empty the chosen block. Each is one step to undo. */
export function useGridClipboard(options: Options) {
  const { places, columns, block, editor, canWrite, editing, contextOf, writable, onSnack } = options;
  const t = useTranslations("sheet");
  const [asked, setAsked] = useState<PastePlan | null>(null);

  function chosenCells(): string[][] {
    return places.slice(block.top, block.bottom + 1).map((place) => {
      const context = contextOf(place);
      return columns.slice(block.left, block.right + 1).map((column) => copiedText(place.row, column, context));
    });
  }

  /** Writes cells of rows that are there; says how many changed, and in which columns nothing can be written. */
  function write(writes: readonly Write[]): { changed: number; refused: ReadonlySet<GridColumn>; locked: number } {
    const byRow = new Map<Place, CellChange[]>();
    const refused = new Set<GridColumn>();
    let [changed, locked] = [0, 0];
    for (const { row, column, text } of writes) {
      const [place, name] = [places[row], columns[column]];
      if (place === undefined || name === undefined) continue;
      if (!editable(name)) refused.add(name);
      else if (!writable(place, name)) locked += 1;
      else {
        const change = changeOf(place.row, name, text, contextOf(place));
        if (change === null) continue;
        changed += 1;
        byRow.set(place, [...(byRow.get(place) ?? []), change]);
      }
    }
    const plain = [...byRow].filter(([place, changes]) => !changes.some((change) => addsStop(place.row, change)));
    editor.atOnce(() => {
      for (const [place, changes] of plain) applyChanges(editor, place.row, changes);
    });
    for (const [place, changes] of byRow)
      if (changes.some((change) => addsStop(place.row, change))) applyChanges(editor, place.row, changes);
    return { changed, refused, locked };
  }

  /** The rows that did not fit, as new trips of the last row's departure. */
  function append(plan: PastePlan): number {
    const last = places[places.length - 1];
    if (last === undefined) return 0;
    const context = { ...contextOf(last), figures: undefined };
    let added = 0;
    for (const line of plan.beyond) {
      const blank = blankRow(last.row.departureId);
      const changes = line.flatMap((text, right) => {
        const name = columns[plan.left + right];
        return (name === undefined ? null : changeOf(blank, name, text, context)) ?? [];
      });
      if (editor.addFilled(filledRow(blank.departureId, changes)) === null) break;
      added += 1;
    }
    return added;
  }

  function paste(plan: PastePlan, withRows: boolean): void {
    let told = { changed: 0, refused: new Set<GridColumn>() as ReadonlySet<GridColumn>, locked: 0 };
    let added = 0;
    editor.inOneStep(() => {
      told = write(plan.writes);
      if (withRows) added = append(plan);
    });
    const parts = [t("pasted", { count: told.changed, added })];
    if (told.refused.size > 0)
      parts.push(t("pasteRefused", { columns: [...told.refused].map((name) => t(`column.${name}`)).join(", ") }));
    if (told.locked > 0) parts.push(t("pasteLocked", { count: told.locked }));
    if (plan.cutColumns > 0) parts.push(t("pasteCut", { count: plan.cutColumns }));
    onSnack({ text: parts.join(" "), undo: told.changed + added > 0 });
  }

  function clear(say: "emptied" | "cut" = "emptied"): void {
    const writes: Write[] = [];
    for (let row = block.top; row <= block.bottom; row += 1)
      for (let column = block.left; column <= block.right; column += 1) writes.push({ row, column, text: "" });
    let changed = 0;
    editor.inOneStep(() => {
      ({ changed } = write(writes));
    });
    if (changed > 1 || say === "cut") onSnack({ text: t(say, { count: changed }), undo: changed > 0 });
  }

  function copy(event: ClipboardEvent): boolean {
    if (editing || places.length === 0) return false;
    const cells = chosenCells();
    event.clipboardData.setData("text/plain", writeTsv(cells));
    event.clipboardData.setData("text/html", writeHtml(cells));
    event.preventDefault();
    return true;
  }

  return {
    clear: () => clear(),
    onCopy(event: ClipboardEvent) {
      if (copy(event) && cellsIn(block) > 1) onSnack({ text: t("copied", { count: cellsIn(block) }), undo: false });
    },
    onCut(event: ClipboardEvent) {
      if (copy(event) && canWrite) clear("cut");
    },
    onPaste(event: ClipboardEvent) {
      if (editing || !canWrite) return;
      event.preventDefault();
      const text = event.clipboardData.getData("text/plain");
      if (text === "") return;
      const cells = readTsv(text).slice(0, sheetLimits.rows);
      const plan = planPaste(cells, block, { rows: places.length, columns: columns.length });
      if (plan.beyond.length > 0) setAsked(plan);
      else paste(plan, false);
    },
    /** What is asked before a paste that is longer than the sheet; null while nothing is. */
    question:
      asked === null
        ? null
        : {
            rows: asked.beyond.length,
            fits: asked.writes.length > 0,
            onAnswer(answer: "add" | "fit" | "no") {
              setAsked(null);
              if (answer !== "no") paste(asked, answer === "add");
            },
          },
  };
}
