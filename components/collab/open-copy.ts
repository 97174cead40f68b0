import type { Doc } from "yjs";
import { type CopyKey, DatabaseStorage } from "./copy-database";
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
    return { copy, unsent: await copy.openInto(doc, fromDevice) };
  } catch {
    const copy = new DeviceCopy(new MemoryStorage(), onChange);
    return { copy, unsent: await copy.openInto(doc, fromDevice) };
  }
}
