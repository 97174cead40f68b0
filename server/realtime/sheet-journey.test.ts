import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Doc } from "yjs";
import type { Database } from "@/db/client";
import { factChannel, parseFact } from "@/db/notify";
import { testDatabase } from "@/db/testing/database";
import { collabClose } from "@/domain/kernel/collab";
import { addRow, readRow, setField, setText } from "@/domain/transport/sheet";
import { actorFromCookie } from "@/server/account/session";
import { dispatchUpgrades, refuseUpgrade } from "@/server/http/upgrades";
import { startRealtime } from "./start-realtime";
import { CoalitionWorld } from "./testing/coalition-world";
import { openProvider, testOrigin, whenSynced } from "./testing/collab-server";

const log = { warn: () => undefined, error: () => undefined };

async function start(database: Database) {
  const realtime = await startRealtime({
    database,
    clock: { now: () => new Date() },
    log,
    origin: new URL(testOrigin),
    actorOf: (cookie) => actorFromCookie(database.db, cookie, { secureCookies: false, now: new Date() }),
    counts: async () => ({}),
    offerNext: async () => undefined,
  });
  const server = createServer();
  server.on(
    "upgrade",
    dispatchUpgrades(realtime.routes, (_request, socket) => refuseUpgrade(socket, "404 Not Found")),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      await realtime.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

describe.each(["postgres", "embedded"] as const)("from a keystroke to the public page, on %s", (engine) => {
  let database: Database;
  const departureId = randomUUID();
  beforeAll(async () => {
    database = await testDatabase({ engine });
    const hours = { startsAtLocal: "2026-12-29T14:00", endsAtLocal: "2026-12-29T18:00" };
    await database.db
      .insertInto("departure")
      .values({ id: departureId, title: "Marche", kind: "march", ...hours, place: "Paris" })
      .execute();
  });
  afterAll(() => database.close());

  const trips = (world: CoalitionWorld) =>
    database.db
      .selectFrom("trip")
      .select(["id", "title", "seats", "coalitionId"])
      .where("documentId", "=", world.documentId)
      .execute();
  const coach = {
    departureId,
    mode: "coach",
    title: "Car n° 1",
    seats: 53,
    bookingDeadline: "2026-12-22T20:00",
    state: "open",
    outbound: [
      { place: "Lille", at: "2026-12-29T08:30" },
      { place: "Paris", at: "2026-12-29T12:00" },
    ],
  };

  test("T10 · what a member types in an unmodified client goes public, and is told; a participant's does not", async () => {
    const world = await CoalitionWorld.create(database);
    const server = await start(database);
    const heard: unknown[] = [];
    const stopListening = await database.listen(factChannel, (payload) => heard.push(parseFact(payload)));
    const member = openProvider(server.port, world.room, { cookie: (await world.person("member")).cookie });
    await whenSynced(member);
    const added = addRow(member.doc, coach);
    await expect.poll(() => trips(world)).toMatchObject([{ title: "Car n° 1", seats: 53 }]);
    const [trip] = await trips(world);
    await expect.poll(() => heard).toContainEqual({ kind: "trip", coalitionId: world.coalitionId, tripId: trip?.id });
    const row = added.ok ? added.value : "";
    setField(member.doc, row, "seats", 12);
    setText(member.doc, row, "title", "Car n° 2");
    await expect.poll(() => trips(world)).toMatchObject([{ title: "Car n° 2", seats: 12 }]);

    const participant = openProvider(server.port, world.room, { cookie: (await world.person("participant")).cookie });
    await whenSynced(participant);
    const closed = new Promise((resolve) => participant.once("connection-close", resolve));
    setField(participant.doc, row, "seats", 1);
    await closed;
    setText(member.doc, row, "notes", "midi");
    await expect
      .poll(() => database.db.selectFrom("trip").select("notes").where("documentId", "=", world.documentId).execute())
      .toEqual([{ notes: "midi" }]);
    expect(await trips(world)).toMatchObject([{ seats: 12 }]);
    for (const provider of [member, participant]) provider.destroy();
    await stopListening();
    await server.stop();
  });

  const history = (world: CoalitionWorld) =>
    database.db
      .selectFrom("documentChange")
      .select(["what", "field", "before", "after", "accountId", "at"])
      .where("documentId", "=", world.documentId)
      .orderBy("at")
      .orderBy("id")
      .execute();

  test("T50 · who copies somebody's client id writes nothing in their name, and under a free one only in their own", async () => {
    const world = await CoalitionWorld.create(database);
    const server = await start(database);
    const [victim, thief] = [await world.person("member"), await world.person("member")];
    const member = openProvider(server.port, world.room, { cookie: victim.cookie });
    await whenSynced(member);
    const added = addRow(member.doc, coach);
    const row = added.ok ? added.value : "";
    await expect.poll(() => history(world)).toMatchObject([{ what: "added", accountId: victim.accountId }]);

    // The thief's document claims the victim's id, which awareness tells everyone; the victim is offline by then.
    member.disconnect();
    const copied = new Doc();
    const other = openProvider(server.port, world.room, { cookie: thief.cookie, doc: copied });
    await whenSynced(other);
    copied.clientID = member.doc.clientID;
    const refused = new Promise<number | undefined>((resolve) =>
      other.once("connection-close", (event) => resolve(event?.code)),
    );
    setField(copied, row, "seats", 1);
    expect(await refused).toBe(collabClose.clientTaken);
    copied.clientID = other.awareness.clientID;
    other.destroy();

    // Under an id that is nobody's, what they write is theirs, whatever they say of themselves.
    const own = new Doc();
    own.clientID = 4_000_000_001;
    const honest = openProvider(server.port, world.room, { cookie: thief.cookie, doc: own });
    honest.awareness.setLocalState({ userId: victim.memberId });
    await whenSynced(honest);
    setField(own, row, "seats", 12);
    await expect
      .poll(() => history(world))
      .toMatchObject([{ accountId: victim.accountId }, { field: "seats", after: "12", accountId: thief.accountId }]);

    for (const provider of [member, honest]) provider.destroy();
    await server.stop();
  });

  test("T50 · what was written offline is told when the server gets it, as theirs who wrote it", async () => {
    const world = await CoalitionWorld.create(database);
    const server = await start(database);
    const [away, here] = [await world.person("member"), await world.person("member")];
    const [offline, online] = [away, here].map(({ cookie }) => openProvider(server.port, world.room, { cookie }));
    if (!offline || !online) throw new Error("two people");
    await Promise.all([whenSynced(offline), whenSynced(online)]);
    const added = addRow(offline.doc, coach);
    const row = added.ok ? added.value : "";
    await expect.poll(() => readRow(online.doc, row)?.removed).toBe(false);
    offline.disconnect();
    setField(offline.doc, row, "seats", 50);
    setText(online.doc, row, "notes", "midi");
    await expect.poll(() => history(world)).toMatchObject([{ what: "added" }, { field: "notes" }]);
    const sent = new Date();
    offline.connect();
    await expect
      .poll(() => history(world))
      .toMatchObject([
        { what: "added", accountId: away.accountId },
        { field: "notes", accountId: here.accountId },
        { field: "seats", before: "53", after: "50", accountId: away.accountId },
      ]);
    expect((await history(world))[2]?.at.getTime()).toBeGreaterThanOrEqual(sent.getTime());
    for (const provider of [offline, online]) provider.destroy();
    await server.stop();
  });

  test("T51 · what was committed and not told when the process ended is told at the next start, once", async () => {
    const world = await CoalitionWorld.create(database);
    const first = await start(database);
    const person = await world.person("member");
    const member = openProvider(first.port, world.room, { cookie: person.cookie });
    await whenSynced(member);
    addRow(member.doc, coach);
    await expect.poll(() => history(world)).toHaveLength(1);
    member.destroy();
    await first.stop();
    // As a crash before the history was written would leave it.
    await database.db.deleteFrom("documentChange").where("documentId", "=", world.documentId).execute();
    await database.db.updateTable("document").set({ historySeq: 0 }).where("id", "=", world.documentId).execute();
    for (const _ of ["second", "third"]) {
      const next = await start(database);
      expect(await history(world)).toMatchObject([{ what: "added", accountId: person.accountId }]);
      await next.stop();
    }
  });

  test("T22 · what was committed and not projected when the process ended is projected at the next start", async () => {
    const world = await CoalitionWorld.create(database);
    const first = await start(database);
    const member = openProvider(first.port, world.room, { cookie: (await world.person("member")).cookie });
    await whenSynced(member);
    addRow(member.doc, coach);
    await expect.poll(() => trips(world)).toHaveLength(1);
    member.destroy();
    await first.stop();
    // As a crash before the projection would leave it.
    await database.db.deleteFrom("trip").where("documentId", "=", world.documentId).execute();
    await database.db.updateTable("document").set({ projectedSeq: 0 }).where("id", "=", world.documentId).execute();
    const second = await start(database);
    expect(await trips(world)).toHaveLength(1);
    await second.stop();
  });
});
