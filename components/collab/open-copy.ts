import type { Doc } from "yjs";
import { type CopyKey, DatabaseStorage, eraseCopies, type ListedCopy, listCopies } from "./copy-database";
import { MemoryStorage } from "./copy-storage";
import { DeviceCopy, type UnsentChange } from "./device-copy";
import { fromDevice } from "./sync-provider";

/** Fills `doc` from this person's copy. On a device that keeps nothing the page works all the same, and says so. */
export async function openCopy(
  key: CopyKey,
  doc: Doc,
  onChange: () => void,
): Promise<{ copy: DeviceCopy; unsent: UnsentChange[] }> {
  try {
    const copy = new DeviceCopy(new DatabaseStorage(key), onChange);
    const unsent = await copy.openInto(doc, fromDevice);
    // Not awaited: what others left here is no reason to wait.
    void forgetOthers(key.account).catch(() => undefined);
    return { copy, unsent };
  } catch {
    const copy = new DeviceCopy(new MemoryStorage(), onChange);
    return { copy, unsent: await copy.openInto(doc, fromDevice) };
  }
}

/** What somebody typed and could not send waits this long for their return. */
const waitForReturnMs = 7 * 24 * 60 * 60_000;

/** Whether another person's copy is not to stay on a device that `account` uses now. */
export function isForgotten(copy: ListedCopy, account: string, now: number): boolean {
  if (copy.account === account) return false;
  return (copy.unsent.length === 0 && copy.left.length === 0) || now - copy.openedAt > waitForReturnMs;
}

async function forgetOthers(account: string): Promise<void> {
  const now = Date.now();
  const gone = (await listCopies()).filter((copy) => isForgotten(copy, account, now));
  if (gone.length === 0) return;
  await eraseCopies(({ account: whose, room }) => gone.some((copy) => copy.account === whose && copy.room === room));
}
