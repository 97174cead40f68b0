"use client";

import { useEffect, useState } from "react";
import { useRoom, useSyncState } from "@/components/collab/use-room";
import { addEntry, type NewEntry, readEntry } from "@/domain/calendar/agenda";

type Props = {
  room: string;
  account: string;
  /** With the id that the decision was given: written twice, it is one. */
  entry: NewEntry & { id: string };
  texts: { writing: string; written: string; failed: string };
};

/** Writes the entry of a kept date into the agenda, once, and says when the server has it. */
export function WriteKeptDate({ room: name, account, entry, texts }: Props) {
  const room = useRoom(name, account);
  const sync = useSyncState(room);
  const [state, setState] = useState<"waits" | "wrote" | "failed">("waits");
  useEffect(() => {
    if (room === null || !sync.opened || state !== "waits") return;
    const added = readEntry(room.doc, entry.id) !== null || addEntry(room.doc, entry).ok;
    setState(added ? "wrote" : "failed");
  }, [room, sync.opened, state, entry]);
  const refused = state === "failed" || sync.phase === "closed";
  const saved = state === "wrote" && sync.phase === "saved" && sync.unsaved === 0;
  return <p role="status">{refused ? texts.failed : saved ? texts.written : texts.writing}</p>;
}
