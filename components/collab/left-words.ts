"use client";

import { useCallback, useEffect, useState } from "react";
import type { Doc } from "yjs";
import { parseRoomName } from "@/domain/kernel/room-name";
import { type CopyKey, DatabaseStorage, eraseCopies, leaveWords, listCopies } from "./copy-database";
import { DeviceCopy } from "./device-copy";
import type { SyncState } from "./sync-provider";
import type { Room } from "./use-room";

/** What `present` holds beyond `acknowledged`, one line a change; without what stood there before unless `from`. */
export type Describe = (acknowledged: Doc, present: Doc, from: boolean) => string[];

/** The words of what a copy holds and never sent. */
export async function unsentWords(copy: DeviceCopy, describe: Describe, from: boolean): Promise<string[]> {
  const { acknowledged, present } = await copy.documents();
  const words = describe(acknowledged, present, from);
  acknowledged.destroy();
  present.destroy();
  return words;
}

/** Whether two rooms are generations of one document. */
function isSameDocument(one: string, other: string): boolean {
  const [a, b] = [parseRoomName(one), parseRoomName(other)];
  return a !== null && b !== null && a.kind === b.kind && a.documentId === b.documentId;
}

/**
 * Words that earlier generations of this document left on the device. What was flattened away must not come back, nor
 * stay here: of such a copy only the person's own unsent words are kept, to be typed again.
 */
async function leftWords(key: CopyKey, describe: Describe): Promise<string[]> {
  const older = (await listCopies()).filter(
    ({ account, room }) => account === key.account && room !== key.room && isSameDocument(room, key.room),
  );
  const words: string[] = [];
  for (const copy of older) {
    const fresh =
      copy.unsent.length === 0 ? [] : await unsentWords(new DeviceCopy(new DatabaseStorage(copy)), describe, false);
    await leaveWords(copy, fresh);
    words.push(...copy.left, ...fresh);
  }
  return words;
}

/** What was written in this document before it was replaced (4410) and never sent. `describe` must be stable. */
export function useLeftWords(
  key: CopyKey,
  room: Room | null,
  { closedBy }: SyncState,
  describe: Describe,
): { words: readonly string[]; discard(): Promise<void> } {
  const { account, room: name } = key;
  const [words, setWords] = useState<readonly string[]>([]);
  useEffect(() => {
    let here = true;
    // A device that keeps nothing has nothing left of before.
    leftWords({ account, room: name }, describe).then(
      (found) => here && setWords((last) => (last.length === 0 ? found : last)),
      () => undefined,
    );
    return () => {
      here = false;
    };
  }, [account, name, describe]);
  useEffect(() => {
    if (closedBy !== "4410" || room === null) return;
    void unsentWords(room.sync.copy, describe, false)
      .then(async (found) => {
        setWords((last) => [...last, ...found]);
        await room.sync.discard();
        await leaveWords({ account, room: name }, found);
      })
      .catch(() => undefined);
  }, [closedBy, room, account, name, describe]);
  const discard = useCallback(async () => {
    setWords([]);
    await eraseCopies(
      (copy) => copy.account === account && copy.room !== name && isSameDocument(copy.room, name),
    ).catch(() => undefined);
    if (closedBy === "4410") await eraseCopies((copy) => copy.account === account && copy.room === name);
  }, [account, name, closedBy]);
  return { words, discard };
}
