"use client";

import { useEffect, useState } from "react";
import { type Peer, peersOf } from "./presence";
import type { Room } from "./use-room";

const nobody: readonly Peer[] = [];

function same(a: readonly Peer[], b: readonly Peer[]): boolean {
  return (
    a.length === b.length &&
    a.every((peer, index) => {
      const other = b[index];
      return (
        peer.clientId === other?.clientId &&
        peer.userId === other.userId &&
        peer.rowId === other.rowId &&
        peer.field === other.field
      );
    })
  );
}

/** Everyone else in the room. Keeps its identity while nobody moves: awareness repeats itself every 15 seconds. */
export function usePeers(room: Room | null): readonly Peer[] {
  const [peers, setPeers] = useState(nobody);
  useEffect(() => {
    if (room === null) return;
    const read = () => {
      const next = peersOf(room.awareness);
      setPeers((last) => (same(last, next) ? last : next));
    };
    read();
    room.awareness.on("change", read);
    return () => room.awareness.off("change", read);
  }, [room]);
  return peers;
}
