import { afterAll, expect, test, vi } from "vitest";
import type { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import { lockGeneration, startGeneration } from "@/db/document-generation";
import { notify } from "@/db/notify";
import { testDatabase } from "@/db/testing/database";
import { collabClose } from "@/domain/kernel/collab";
import { CoalitionWorld } from "./testing/coalition-world";
import { nextClose, openProvider, startCollabServer, whenDoc, whenSynced } from "./testing/collab-server";

const textOf = (doc: Y.Doc) => doc.getText("t").toString();
const database = await testDatabase();
const servers = await Promise.all([startCollabServer(database), startCollabServer(database)]);
const open: WebsocketProvider[] = [];
afterAll(async () => {
  for (const provider of open) provider.destroy();
  for (const server of servers) await server.close();
  await database.close();
});

test("R62 · a generation ends: its people leave within two seconds, in every process, and come to the next one", async () => {
  const world = await CoalitionWorld.create(database);
  const member = await world.person("member");
  const connect = (index: 0 | 1, room = world.room) => {
    const provider = openProvider(servers[index].port, room, { cookie: member.cookie });
    open.push(provider);
    return provider;
  };
  const stored = async (index: 0 | 1) => (await servers[index].realtime.read(world.documentId, textOf))?.value;
  const [here, there] = [connect(0), connect(1)];
  await Promise.all([whenSynced(here), whenSynced(there)]);
  here.doc.getText("t").insert(0, "kept secret");
  await whenDoc(here.doc, (doc) => textOf(doc) === "kept secret");
  here.doc.getText("t").delete(4, 7);
  await vi.waitFor(async () => expect(await stored(0)).toBe("kept"));
  const { db } = database;
  const log = await db.selectFrom("documentUpdate").select("seq").where("documentId", "=", world.documentId).execute();
  const [closing, start] = [[nextClose(here), nextClose(there)], performance.now()];
  await db.transaction().execute(async (trx) => {
    await lockGeneration(trx, world.documentId, 1);
    const next = { state: Y.encodeStateAsUpdate(here.doc), accountId: member.accountId, at: new Date() };
    const seq = Math.max(...log.map((row) => row.seq));
    await startGeneration(trx, { documentId: world.documentId, generation: 1 }, { ...next, seq });
    await notify(trx, { kind: "document", documentId: world.documentId });
  });
  expect(await Promise.all(closing)).toEqual([collabClose.comeAgain, collabClose.comeAgain]);
  expect(performance.now() - start).toBeLessThan(2000);
  // What is written meanwhile has nowhere to go.
  here.doc.getText("t").insert(0, "late ");
  expect(await Promise.all([nextClose(here), nextClose(there)])).toEqual([4410, 4410]);
  const anew = connect(1, world.room.replace(/1$/, "2"));
  await whenSynced(anew);
  expect(textOf(anew.doc)).toBe("kept");
  anew.doc.getText("t").insert(4, " on");
  for (const index of [1, 0] as const) await vi.waitFor(async () => expect(await stored(index)).toBe("kept on"));
});
