"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import type { Room } from "@/components/collab/use-room";
import type { SheetRow } from "@/domain/transport/schema";
import { createUndo } from "@/domain/transport/sheet";
import { createSheetEditor, type SheetEditor } from "./sheet-editor";
import { SheetStore } from "./sheet-store";

export type OpenSheet = { readonly store: SheetStore; readonly editor: SheetEditor };
export type UndoState = { readonly canUndo: boolean; readonly canRedo: boolean };

const noRows: readonly SheetRow[] = [];
const noSubscription = () => () => undefined;

/** Rows and editor of an open room. `onRefused` must be stable. */
export function useSheet(room: Room | null, onRefused: (code: string) => void) {
  const [open, setOpen] = useState<OpenSheet | null>(null);
  const [undoState, setUndoState] = useState<UndoState>({ canUndo: false, canRedo: false });
  useEffect(() => {
    if (room === null) return;
    const undo = createUndo(room.doc);
    const store = new SheetStore(room.doc);
    const stop = undo.onChange(() => setUndoState({ canUndo: undo.canUndo(), canRedo: undo.canRedo() }));
    setOpen({ store, editor: createSheetEditor(room.doc, undo, onRefused) });
    return () => {
      setOpen(null);
      stop();
      store.destroy();
      undo.destroy();
    };
  }, [room, onRefused]);
  const rows = useSyncExternalStore(
    open?.store.subscribe ?? noSubscription,
    open?.store.snapshot ?? (() => noRows),
    () => noRows,
  );
  return { rows, editor: open?.editor ?? null, undoState };
}
