"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import type { Awareness } from "y-protocols/awareness";
import { Doc } from "yjs";
import { openCopy } from "./open-copy";
import { nothingYet, SyncProvider, type SyncState } from "./sync-provider";
import { leaveFieldOnSleep, onWake } from "./wake";

export type Room = {
  readonly doc: Doc;
  readonly sync: SyncProvider;
  readonly awareness: Awareness;
};

const noSubscription = () => () => undefined;

/**
 * Opens a room while the component is on the page: first what this device holds of it, then the server. Null until the
 * browser has mounted it: a server has no socket. `account` is the person whose copy it is.
 */
export function useRoom(name: string, account: string): Room | null {
  const [room, setRoom] = useState<Room | null>(null);
  useEffect(() => {
    const doc = new Doc();
    const scheme = window.location.protocol === "https:" ? "wss" : "ws";
    let sync: SyncProvider | null = null;
    let left = false;
    void openCopy({ account, room: name }, doc, () => sync?.copyChanged()).then((opened) => {
      if (left) return;
      sync = new SyncProvider({
        url: `${scheme}://${window.location.host}/collab`,
        room: name,
        doc,
        account,
        ...opened,
      });
      setRoom({ doc, sync, awareness: sync.provider.awareness });
    });
    const stopWaking = onWake((sleptMs) => sync?.wake(sleptMs));
    const stopSleeping = leaveFieldOnSleep();
    return () => {
      left = true;
      stopWaking();
      stopSleeping();
      setRoom(null);
      sync?.destroy();
      doc.destroy();
    };
  }, [name, account]);
  return room;
}

export function useSyncState(room: Room | null): SyncState {
  return useSyncExternalStore(
    room?.sync.subscribe ?? noSubscription,
    room?.sync.snapshot ?? (() => nothingYet),
    () => nothingYet,
  );
}
