import * as Y from "yjs";
import { type MemoryRooms, settle } from "./memory-rooms";
import type { SocketPair } from "./socket-pair";
import { TestClient } from "./test-client";

type Who = { accountId?: string; mayWrite?: boolean; wantsAcks?: boolean; readsState?: boolean; clientId?: number };
let lastId = 1000;

/** Someone at a document: `exchange` lets everything under way arrive, in both directions. */
export async function come(world: MemoryRooms, documentId: string, who: Who = {}, client = new TestClient(++lastId)) {
  const { pair, connection } = await world.connect(documentId, { clientId: client.doc.clientID, ...who });
  client.connect(pair);
  const exchange = async () => {
    do {
      for (let frame = pair.toServer.shift(); frame; frame = pair.toServer.shift()) connection.message(frame);
      await settle();
      while (pair.toClient.length > 0 && client.pair) client.receive();
    } while (pair.toServer.length > 0 && client.pair);
  };
  const sendRaw = async (frame: Uint8Array) => {
    connection.message(frame);
    await settle();
  };
  await exchange();
  return { client, pair, connection, exchange, sendRaw, text: client.doc.getText("t") };
}

/** The update of one insertion by a client that nobody knows yet. */
export function updateBy(clientId: number, text: string): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = clientId;
  doc.getText("t").insert(0, text);
  return Y.encodeStateAsUpdate(doc);
}

export function stateOf(world: MemoryRooms, documentId: string): string {
  return world.stored(documentId).getText("t").toString();
}

export function awarenessOf(pair: SocketPair): Uint8Array[] {
  return pair.toClient.filter((frame) => frame[0] === 1);
}
