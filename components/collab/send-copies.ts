import { Doc } from "yjs";
import { type CopyKey, listCopies } from "./copy-database";
import { openCopy } from "./open-copy";
import { SyncProvider } from "./sync-provider";

const patienceMs = 15_000;

/** Sends what waits in this person's copies, without showing it. True when the server has committed all of it. */
export async function sendCopies(account: string): Promise<boolean> {
  const waiting = (await listCopies()).filter((copy) => copy.account === account && copy.unsent.length > 0);
  const sent = await Promise.all(waiting.map(({ room }) => sendCopy({ account, room })));
  return sent.every((each) => each);
}

async function sendCopy(key: CopyKey): Promise<boolean> {
  const doc = new Doc();
  let sync: SyncProvider | null = null;
  const opened = await openCopy(key, doc, () => sync?.copyChanged());
  const scheme = window.location.protocol === "https:" ? "wss" : "ws";
  const provider = new SyncProvider({
    url: `${scheme}://${window.location.host}/collab`,
    room: key.room,
    doc,
    account: key.account,
    ...opened,
  });
  sync = provider;
  const isSent = await new Promise<boolean>((resolve) => {
    const timer = setTimeout(resolve, patienceMs, false);
    const look = () => {
      const { phase, unsaved } = provider.state;
      const isDone = (phase === "saved" || phase === "back") && unsaved === 0;
      if (!isDone && phase !== "closed") return;
      clearTimeout(timer);
      resolve(isDone);
    };
    provider.subscribe(look);
    look();
  });
  // Its mark goes from the device too, before anybody asks what is left.
  await provider.copy.idle();
  provider.destroy();
  doc.destroy();
  return isSent;
}
