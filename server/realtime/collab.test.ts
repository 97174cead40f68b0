import { randomUUID } from "node:crypto";
import { createEncoder, toUint8Array, writeVarUint } from "lib0/encoding";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import type { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import type { Database } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { cutConnections, outage } from "@/db/testing/outage";
import { collabClose } from "@/domain/kernel/collab";
import { formatRoomName } from "@/domain/kernel/room-name";
import { closeSession } from "@/server/account/session";
import { CoalitionWorld, type TestPerson } from "./testing/coalition-world";
import {
  type CollabServer,
  nextClose,
  openProvider,
  openSocket,
  startCollabServer,
  testOrigin,
  whenDoc,
  whenSynced,
} from "./testing/collab-server";
import { maxFrameBytes, updateFrame } from "./wire";

const textOf = (doc: Y.Doc) => doc.getText("t").toString();

describe.each(["postgres", "embedded"] as const)("unmodified y-websocket clients, on %s", (engine) => {
  let database: Database & { databaseUrl: string };
  let server: CollabServer;
  let world: CoalitionWorld;
  let member: TestPerson;
  const open: WebsocketProvider[] = [];

  const connect = (
    person: TestPerson | undefined,
    room = world.room,
    more: Parameters<typeof openProvider>[2] = {},
  ) => {
    const provider = openProvider(server.port, room, { ...(person && { cookie: person.cookie }), ...more });
    open.push(provider);
    return provider;
  };
  /** What a process that starts now would read. */
  const stored = async () => {
    const fresh = await startCollabServer(database);
    const answer = await fresh.realtime.read(world.documentId, textOf);
    await fresh.close();
    return answer?.value;
  };

  beforeAll(async () => {
    database = await testDatabase({ engine });
    server = await startCollabServer(database);
  });
  afterAll(async () => {
    await server.close();
    await database.close();
  });
  afterEach(() => {
    for (const provider of open.splice(0)) provider.destroy();
  });

  /** The embedded engine cannot be away. */
  const onPostgres = (title: string, body: () => Promise<void>) => {
    if (engine === "postgres") test(title, body);
  };
  const begin = async () => {
    world = await CoalitionWorld.create(database);
    member = await world.person("member");
  };

  test("R5 · two of them write together, and it is kept", async () => {
    await begin();
    const [one, two] = [connect(member), connect(await world.person("coordinator"))];
    await Promise.all([whenSynced(one), whenSynced(two)]);
    one.doc.getText("t").insert(0, "hello");
    await whenDoc(two.doc, (doc) => textOf(doc) === "hello");
    two.doc.getText("t").delete(0, 1);
    await whenDoc(one.doc, (doc) => textOf(doc) === "ello");
    expect(await stored()).toBe("ello");
  });

  test("R25 · each update says who made it, and which clocks of which id", async () => {
    await begin();
    const one = connect(member);
    await whenSynced(one);
    const witness = connect(await world.person("participant"));
    await whenSynced(witness);
    one.doc.getText("t").insert(0, "abc");
    await whenDoc(witness.doc, (doc) => textOf(doc) === "abc");
    const updates = await database.db
      .selectFrom("documentUpdate")
      .select("accountId")
      .where("documentId", "=", world.documentId)
      .execute();
    expect(updates).toEqual([{ accountId: member.accountId }]);
    const authorship = await database.db
      .selectFrom("documentAuthorship")
      .select(["clientId", "clockFrom", "clockTo", "accountId"])
      .where("documentId", "=", world.documentId)
      .execute();
    expect(authorship).toEqual([{ clientId: one.doc.clientID, clockFrom: 0, clockTo: 3, accountId: member.accountId }]);
    const clients = await database.db
      .selectFrom("documentClient")
      .select(["clientId", "accountId"])
      .where("documentId", "=", world.documentId)
      .execute();
    // The participant's id is not written down.
    expect(clients).toEqual([{ clientId: one.doc.clientID, accountId: member.accountId }]);
  });

  test("R19 · without a session, or with a made-up one: 4401", async () => {
    await begin();
    expect(await nextClose(connect(undefined))).toBe(collabClose.signIn);
    expect(await nextClose(connect(undefined, world.room, { cookie: "cortege.session=nonsense" }))).toBe(4401);
  });

  test("R18 · a foreign Origin gets 403, an absent one is let in", async () => {
    await begin();
    const refused = await new Promise<number | undefined>((resolve) => {
      const socket = new WebSocket(`ws://127.0.0.1:${server.port}/collab/${world.room}`, {
        headers: { origin: "https://elsewhere.example.org", cookie: member.cookie },
      });
      socket.on("error", () => undefined);
      socket.on("unexpected-response", (request, response) => {
        resolve(response.statusCode);
        request.destroy();
      });
    });
    expect(refused).toBe(403);
    await whenSynced(connect(member, world.room, { origin: null }));
  });

  test("R20 · another coalition's room, an unknown one and no name at all are alike, and nothing is created", async () => {
    await begin();
    const stranger = await (await CoalitionWorld.create(database)).person("coordinator");
    const unknown = formatRoomName({ kind: "sheet", documentId: randomUUID(), generation: 1 });
    const otherKind = world.room.replace("sheet", "plan");
    const newer = world.room.replace(/1$/, "2");
    const counts = () => database.db.selectFrom("document").select("id").execute();
    const before = await counts();
    for (const [person, room] of [
      [stranger, world.room],
      [await world.person(null), world.room],
      [member, unknown],
      [member, otherKind],
      [member, newer],
      [member, "nonsense"],
      [member, ""],
    ] as const) {
      const socket = openSocket(server.port, room, { cookie: person.cookie });
      const reason = new Promise((resolve) => socket.socket.on("close", (_code, text) => resolve(String(text))));
      expect([await socket.closed, await reason]).toEqual([collabClose.notFound, ""]);
      expect(socket.messages).toEqual([]);
    }
    expect(await counts()).toEqual(before);
  });

  test("R20 · an older generation: 4410, for its own people only", async () => {
    await begin();
    const stranger = await (await CoalitionWorld.create(database)).person("member");
    await database.db.updateTable("document").set({ generation: 2 }).where("id", "=", world.documentId).execute();
    expect(await nextClose(connect(member))).toBe(collabClose.oldGeneration);
    expect(await nextClose(connect(stranger))).toBe(collabClose.notFound);
    await whenSynced(connect(member, world.room.replace(/1$/, "2")));
  });

  test("R21 · a participant reads; their raw update changes nothing, the same frame from a member is accepted", async () => {
    await begin();
    const one = connect(member);
    await whenSynced(one);
    one.doc.getText("t").insert(0, "base");
    const participant = await world.person("participant");
    const reading = connect(participant);
    await whenDoc(reading.doc, (doc) => textOf(doc) === "base");
    const source = new Y.Doc();
    source.getText("t").insert(0, "raw ");
    const frame = updateFrame(Y.encodeStateAsUpdate(source));
    const raw = openSocket(server.port, world.room, { cookie: participant.cookie });
    await raw.opened;
    raw.socket.send(frame);
    expect(await raw.closed).toBe(collabClose.readOnly);
    expect(await stored()).toBe("base");
    const same = openSocket(server.port, world.room, { cookie: member.cookie });
    await same.opened;
    same.socket.send(frame);
    await whenDoc(reading.doc, (doc) => textOf(doc).includes("raw "));
    expect(await stored()).toContain("raw ");
    expect(reading.wsconnected).toBe(true);
    same.socket.close();
  });

  test("R22 · demoted, removed, signed out: closed with 4503 within two seconds, then decided anew", async () => {
    await begin();
    const ends: [TestPerson, () => Promise<void>, number | "reads"][] = [];
    const [demoted, removed, leaving] = [member, await world.person("member"), await world.person("coordinator")];
    ends.push([demoted, () => world.changeRole(demoted, "participant"), "reads"]);
    ends.push([removed, () => world.changeRole(removed, null), collabClose.notFound]);
    ends.push([leaving, () => closeSession(database.db, leaving.cookie, false), collabClose.signIn]);
    const bystander = connect(await world.person("member"));
    await whenSynced(bystander);
    for (const [person, change, after] of ends) {
      const provider = connect(person);
      await whenSynced(provider);
      const closing = nextClose(provider);
      await change();
      const start = performance.now();
      expect(await closing).toBe(collabClose.comeAgain);
      expect(performance.now() - start).toBeLessThan(2000);
      if (after === "reads") await whenSynced(provider);
      else expect(await nextClose(provider)).toBe(after);
    }
    expect(bystander.wsconnected).toBe(true);
  });

  test("R22 · an unchanged standing keeps its connection", async () => {
    await begin();
    const provider = connect(member);
    await whenSynced(provider);
    await world.changeRole(member, "coordinator");
    const witness = connect(await world.person("participant"));
    await whenSynced(witness);
    provider.doc.getText("t").insert(0, "still here");
    await whenDoc(witness.doc, (doc) => textOf(doc) === "still here");
    expect(provider.wsUnsuccessfulReconnects).toBe(0);
  });

  test("R44 · a copy that says whose it is does not enter under another person's session", async () => {
    await begin();
    const other = await world.person("coordinator");
    expect(await nextClose(connect(other, world.room, { params: { as: member.accountId } }))).toBe(
      collabClose.clientTaken,
    );
    await whenSynced(connect(member, world.room, { params: { as: member.accountId } }));
  });

  test("R23 · another person's client id is refused with 4409", async () => {
    await begin();
    const victim = connect(member);
    await whenSynced(victim);
    const thief = await world.person("member");
    const witness = connect(await world.person("participant"));
    await whenSynced(witness);
    const taken = connect(thief, world.room, { params: { client: String(victim.doc.clientID) } });
    expect(await nextClose(taken)).toBe(collabClose.clientTaken);
    const forged = new Y.Doc();
    forged.clientID = victim.doc.clientID;
    forged.getText("t").insert(0, "in your name");
    const raw = openSocket(server.port, world.room, { cookie: thief.cookie });
    await raw.opened;
    raw.socket.send(updateFrame(Y.encodeStateAsUpdate(forged)));
    expect(await raw.closed).toBe(collabClose.clientTaken);
    victim.doc.getText("t").insert(0, "truly mine");
    await whenDoc(witness.doc, (doc) => textOf(doc) === "truly mine");
  });

  test("R24 · unsent edits made under an old client id come back after a reload", async () => {
    await begin();
    const before = connect(member);
    await whenSynced(before);
    const oldId = before.doc.clientID;
    before.doc.getText("t").insert(0, "sent. ");
    const witness = connect(await world.person("participant"));
    await whenDoc(witness.doc, (doc) => textOf(doc) === "sent. ");
    before.disconnect();
    before.doc.getText("t").insert(6, "unsent.");
    const kept = Y.encodeStateAsUpdate(before.doc);
    // A reload: another document with another id, fed from the copy on the device.
    const doc = new Y.Doc();
    Y.applyUpdate(doc, kept);
    expect(doc.clientID).not.toBe(oldId);
    connect(member, world.room, { doc });
    await whenDoc(witness.doc, (seen) => textOf(seen) === "sent. unsent.");
    expect(await stored()).toBe("sent. unsent.");
  });

  test("R13 · malformed and oversized frames close their connection with our codes, and change nothing for others", async () => {
    await begin();
    const [one, witness] = [connect(member), connect(await world.person("participant"))];
    await Promise.all([whenSynced(one), whenSynced(witness)]);
    const reserved = Buffer.from([0xf2, 0x80, 0, 0, 0, 0]);
    for (const [send, code] of [
      [(socket: WebSocket) => socket.send(new Uint8Array([0, 2, 5, 1])), collabClose.malformed],
      [(socket: WebSocket) => socket.send("text"), collabClose.malformed],
      [(socket: WebSocket) => socket.send(new Uint8Array(maxFrameBytes + 1)), collabClose.tooMuch],
      // Against the websocket protocol itself.
      [(socket: WebSocket) => Reflect.get(socket, "_socket").write(reserved), collabClose.malformed],
    ] as const) {
      const raw = openSocket(server.port, world.room, { cookie: member.cookie });
      await raw.opened;
      send(raw.socket);
      expect(await raw.closed).toBe(code);
    }
    const malformed = openSocket(server.port, `${world.room}?client=abc`, { cookie: member.cookie });
    expect(await malformed.closed).toBe(collabClose.malformed);
    one.doc.getText("t").insert(0, "undisturbed");
    await whenDoc(witness.doc, (doc) => textOf(doc) === "undisturbed");
    expect([one.wsUnsuccessfulReconnects, witness.wsUnsuccessfulReconnects]).toEqual([0, 0]);
  });

  test("R14 · 20,000 nested types close their sender at once, and the room goes on", async () => {
    await begin();
    const one = connect(member);
    await whenSynced(one);
    const encoder = createEncoder();
    for (const value of [1, 20_000, 9, 0]) writeVarUint(encoder, value);
    for (let i = 0; i < 20_000; i++) {
      for (const value of i === 0 ? [7, 1, 1, 97, 1] : [7, 0, 9, i - 1, 1]) writeVarUint(encoder, value);
    }
    writeVarUint(encoder, 0);
    const raw = openSocket(server.port, world.room, { cookie: member.cookie });
    await raw.opened;
    const start = performance.now();
    raw.socket.send(updateFrame(toUint8Array(encoder)));
    expect(await raw.closed).toBe(collabClose.malformed);
    expect(performance.now() - start).toBeLessThan(1000);
    expect(await stored()).toBe("");
  });

  test("R8 · whom we cannot check is told to come again", async () => {
    await begin();
    const unsure = await startCollabServer(database, { actorOf: () => Promise.reject(new Error("away")) });
    const raw = openSocket(unsure.port, world.room, { cookie: member.cookie, origin: testOrigin });
    expect(await raw.closed).toBe(collabClose.comeAgain);
    await unsure.close();
  });

  onPostgres("R9 · a role changed while the listener was away is found when it returns", async () => {
    await begin();
    const provider = connect(member);
    await whenSynced(provider);
    const closing = nextClose(provider);
    await world.changeRole(member, null, false);
    await cutConnections(database.databaseUrl);
    expect(await closing).toBe(collabClose.comeAgain);
    // Reconnecting while the pool notices its dead connections may cost a try.
    let code = await nextClose(provider);
    while (code === collabClose.comeAgain) code = await nextClose(provider);
    expect(code).toBe(collabClose.notFound);
  });

  onPostgres("R6 · edits made while Postgres is away are kept and written once it is back", async () => {
    await begin();
    const [one, witness] = [connect(member), connect(await world.person("participant"))];
    await Promise.all([whenSynced(one), whenSynced(witness)]);
    const back = await outage(database.databaseUrl);
    one.doc.getText("t").insert(0, "meanwhile");
    await expect.poll(() => server.logged.length, { timeout: 20_000 }).toBeGreaterThan(0);
    expect(textOf(witness.doc)).toBe("");
    await back();
    await whenDoc(witness.doc, (doc) => textOf(doc) === "meanwhile");
    expect(await stored()).toBe("meanwhile");
  });

  test("R10 · a long log becomes a snapshot while people write; a new process reads it and the rest", async () => {
    await begin();
    const busy = await startCollabServer(database, { limits: { snapshotUpdates: 20 } });
    const provider = openProvider(busy.port, world.room, { cookie: member.cookie });
    const witness = openProvider(busy.port, world.room, { cookie: (await world.person("participant")).cookie });
    open.push(provider, witness);
    await Promise.all([whenSynced(provider), whenSynced(witness)]);
    for (let i = 1; i <= 70; i++) {
      provider.doc.getText("t").insert(0, "x");
      await whenDoc(witness.doc, (doc) => textOf(doc).length === i);
    }
    const snapshotSeq = async () => {
      const row = await database.db
        .selectFrom("documentSnapshot")
        .select("seq")
        .where("documentId", "=", world.documentId)
        .executeTakeFirst();
      return row?.seq ?? 0;
    };
    await expect.poll(snapshotSeq).toBeGreaterThanOrEqual(60);
    expect(await stored()).toBe("x".repeat(70));
    await busy.close();
  });
});
