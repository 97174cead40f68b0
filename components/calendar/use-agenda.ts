"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import type { Room } from "@/components/collab/use-room";
import { createAgendaUndo } from "@/domain/calendar/agenda";
import type { AgendaEntry } from "@/domain/calendar/schema";
import type { Undo } from "@/domain/kernel/document-undo";
import { AgendaStore } from "./agenda-store";

const noEntries: readonly AgendaEntry[] = [];
const noSubscription = () => () => undefined;

/** Entries and undo of an open room. */
export function useAgenda(room: Room | null) {
  const [open, setOpen] = useState<{ store: AgendaStore; undo: Undo } | null>(null);
  const [can, setCan] = useState({ undo: false, redo: false });
  useEffect(() => {
    if (room === null) return;
    const undo = createAgendaUndo(room.doc);
    const store = new AgendaStore(room.doc);
    const stop = undo.onChange(() => setCan({ undo: undo.canUndo(), redo: undo.canRedo() }));
    setOpen({ store, undo });
    return () => {
      setOpen(null);
      stop();
      store.destroy();
      undo.destroy();
    };
  }, [room]);
  const entries = useSyncExternalStore(
    open?.store.subscribe ?? noSubscription,
    open?.store.snapshot ?? (() => noEntries),
    () => noEntries,
  );
  return { entries, undo: open?.undo ?? null, can };
}
