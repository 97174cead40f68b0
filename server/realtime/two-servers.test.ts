import { afterAll, expect, test, vi } from "vitest";
import type { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import { testDatabase } from "@/db/testing/database";
import { addEntry, readEntries } from "@/domain/calendar/agenda";
import { formatRoomName, type RoomName } from "@/domain/kernel/room-name";
import { plainText } from "@/domain/plan/body";
import { bodyFragment } from "@/domain/plan/plan";
import { readPlan } from "@/domain/plan/read-plan";
import { actorFromCookie } from "@/server/account/session";
import { makePlan } from "@/server/plan/plans";
import { testDeps } from "@/server/plan/testing";
import { CoalitionWorld } from "./testing/coalition-world";
import { openProvider, startCollabServer, whenDoc, whenSynced } from "./testing/collab-server";

const database = await testDatabase();
const servers = await Promise.all([startCollabServer(database), startCollabServer(database)]);
const open: WebsocketProvider[] = [];
afterAll(async () => {
  for (const provider of open) provider.destroy();
  for (const server of servers) await server.close();
  await database.close();
});

type Kind = {
  /** The document's id, with the coalition's people. */
  make(world: CoalitionWorld, cookie: string): Promise<string>;
  write(doc: Y.Doc, words: string): void;
  read(doc: Y.Doc): string[];
};
const kinds: Record<Extract<RoomName["kind"], "agenda" | "plan">, Kind> = {
  agenda: {
    async make({ coalitionId }) {
      const document = database.db.selectFrom("document").select("id").where("coalitionId", "=", coalitionId);
      return (await document.where("kind", "=", "agenda").executeTakeFirstOrThrow()).id;
    },
    write: (doc, title) => void addEntry(doc, { title, start: "2026-11-28T10:00" }),
    read: (doc) => readEntries(doc).map(({ title }) => title),
  },
  plan: {
    async make({ coalitionId }, cookie) {
      const coalition = database.db.selectFrom("coalition").select("slug").where("id", "=", coalitionId);
      const { slug } = await coalition.executeTakeFirstOrThrow();
      const actor = await actorFromCookie(database.db, cookie, { secureCookies: false });
      const wanted = { coalition: slug, title: "Plan", template: "", day: "" };
      const made = await makePlan(testDeps(database).deps, actor, wanted);
      if (!made.ok) throw new Error(made.refusal.code);
      const plan = database.db.selectFrom("plan").select("documentId").where("id", "=", made.value);
      return (await plan.executeTakeFirstOrThrow()).documentId;
    },
    write(doc, words) {
      const paragraph = new Y.XmlElement("paragraph");
      paragraph.insert(0, [new Y.XmlText(words)]);
      bodyFragment(doc).push([paragraph]);
    },
    read: (doc) => plainText(readPlan(doc).body).split("\n").filter(Boolean),
  },
};

test.each(["agenda", "plan"] as const)(
  "R5, R7 · two servers over one %s: whoever writes at one gets what was written at the other, both end equal, and what was seen is in the log",
  async (kind) => {
    const { make, write, read } = kinds[kind];
    const world = await CoalitionWorld.create(database);
    const member = await world.person("member");
    const documentId = await make(world, member.cookie);
    const room = formatRoomName({ kind, documentId, generation: 1 });
    const enter = (index: 0 | 1) => {
      const provider = openProvider(servers[index].port, room, { cookie: member.cookie });
      open.push(provider);
      return provider;
    };
    // At each server one who writes, and one who only sees what is committed there.
    const places = [
      { writer: enter(0), other: enter(0) },
      { writer: enter(1), other: enter(1) },
    ];
    const everybody = places.flatMap(({ writer, other }) => [writer, other]);
    await Promise.all(everybody.map(whenSynced));
    const seen: string[] = [];
    for (let round = 0; round < 4; round += 1) {
      for (const [index, { writer, other }] of places.entries()) {
        const words = `serveur ${index}, ${round}`;
        write(writer.doc, words);
        seen.push(words);
        await whenDoc(other.doc, (doc) => seen.every((each) => read(doc).includes(each)));
      }
    }
    // At the same moment, before either can know of the other.
    for (const [index, { writer }] of places.entries()) {
      write(writer.doc, `ensemble ${index}`);
      seen.push(`ensemble ${index}`);
    }
    const stored = async (index: 0 | 1) => (await servers[index].realtime.read(documentId, read))?.value.sort();
    // Whoever was refused sends again what the log does not have.
    await vi.waitFor(async () => {
      const fresh = await startCollabServer(database);
      const log = (await fresh.realtime.read(documentId, read))?.value ?? [];
      await fresh.close();
      expect(log.sort()).toEqual([...seen].sort());
    });
    for (const provider of everybody) provider.disconnect();
    await vi.waitFor(async () =>
      expect([await stored(0), await stored(1)]).toEqual([[...seen].sort(), [...seen].sort()]),
    );
    for (const provider of everybody) provider.connect();
    for (const { doc } of everybody) await whenDoc(doc, (each) => seen.every((words) => read(each).includes(words)));
    for (const { doc } of everybody)
      expect(Y.encodeStateVector(doc)).toEqual(Y.encodeStateVector(everybody[0]?.doc ?? doc));
  },
);
