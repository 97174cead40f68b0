"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import type { Awareness } from "y-protocols/awareness";
import { Doc } from "yjs";
import { SyncProvider, type SyncState } from "./sync-provider";

export type Room = {
  readonly doc: Doc;
  readonly sync: SyncProvider;
  readonly awareness: Awareness;
};

const nothingYet: SyncState = { opened: false, phase: "opening", unsaved: 0, closedBy: null };
const noSubscription = () => () => undefined;

/** Opens a room while the component is on the page. Null until the browser has mounted it: a server has no socket. */
export function useRoom(name: string): Room | null {
  const [room, setRoom] = useState<Room | null>(null);
  useEffect(() => {
    const doc = new Doc();
    const scheme = window.location.protocol === "https:" ? "wss" : "ws";
    const sync = new SyncProvider({ url: `${scheme}://${window.location.host}/collab`, room: name, doc });
    setRoom({ doc, sync, awareness: sync.provider.awareness });
    return () => {
      setRoom(null);
      sync.destroy();
      doc.destroy();
    };
  }, [name]);
  return room;
}

export function useSyncState(room: Room | null): SyncState {
  return useSyncExternalStore(
    room?.sync.subscribe ?? noSubscription,
    room?.sync.snapshot ?? (() => nothingYet),
    () => nothingYet,
  );
}
