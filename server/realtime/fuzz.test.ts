import { describe, expect, test } from "vitest";
import { Away, MemoryRooms, settle } from "./testing/memory-rooms";
import { randomOf } from "./testing/random";
import { TestClient } from "./testing/test-client";

type Person = { client: TestClient; accountId: string; deliver(): void; written: string[] };

/** Plays `steps` random events, then lets everything arrive; throws where a rule is broken. */
async function play(
  seed: number,
  steps: number,
  answersTooSoon = false,
): Promise<{ crashes: number; edits: number; restored: number }> {
  const random = randomOf(seed);
  const world = new MemoryRooms({ limits: { snapshotUpdates: 20 } });
  world.manual = true;
  world.answersTooSoon = answersTooSoon;
  const documentId = world.addDocument();
  const seen = { crashes: 0, edits: 0, restored: 0 };
  /** Marks that must survive: acknowledged to their writer, or arrived at somebody else. */
  const promised = new Set<string>();
  let mark = 0;
  let nextClient = 1;

  const newPerson = (accountId: string): Person => ({
    client: new TestClient(nextClient++),
    accountId,
    deliver: () => undefined,
    written: [],
  });
  const people = ["a", "b", "c", "a"].map(newPerson);

  const notePromises = () => {
    for (const { client, written } of people) {
      for (const key of client.doc.getMap("marks").keys()) if (!written.includes(key)) promised.add(key);
      for (const key of client.saved) promised.add(key);
    }
  };
  const connect = async (person: Person) => {
    const { client, accountId } = person;
    const { pair, connection } = await world.connect(documentId, { accountId, clientId: client.doc.clientID });
    client.connect(pair);
    person.deliver = () => {
      const frame = pair.toServer.shift();
      if (frame) connection.message(frame);
    };
    const clientClose = pair.onClose;
    pair.onClose = () => {
      clientClose();
      connection.closed();
    };
  };
  const edit = ({ client, written }: Person) => {
    seen.edits++;
    const text = client.doc.getText("t");
    const length = text.length;
    const key = `m${mark++}`;
    written.push(key);
    client.doc.transact(() => {
      client.doc.getMap("marks").set(key, 1);
      if (length > 4 && random(3) === 0) text.delete(random(length - 3), 3);
      else if (length > 4 && random(6) === 0)
        text.format(random(length - 3), 3, { bold: random(2) === 0 ? true : null });
      else text.insert(random(length + 1), key);
    });
    client.note(key);
  };
  const crash = async () => {
    // What the server had sent arrives.
    for (const { client } of people) while (client.pair?.toClient.length) client.receive();
    notePromises();
    seen.crashes++;
    // Some writes reached the disk though nobody heard of it.
    if (random(2) === 0) world.writes.shift()?.fail(new Away(), true);
    world.crash();
    for (const person of people) {
      person.client.pair?.close(1006);
      // Some browsers die as well: their unacknowledged edits may be lost, and nothing else.
      if (random(2) === 0) Object.assign(person, newPerson(person.accountId));
    }
    await settle();
    const kept = world.stored(documentId).getMap("marks");
    for (const key of promised) if (!kept.has(key)) throw new Error(`seed ${seed}: ${key} was promised and lost`);
    seen.restored = Math.max(seen.restored, promised.size);
  };

  for (let step = 0; step < steps; step++) {
    const person = people[random(people.length)];
    if (!person) continue;
    const dice = random(100);
    if (dice < 25) edit(person);
    else if (dice < 55) person.deliver();
    else if (dice < 75) {
      person.client.receive();
      notePromises();
    } else if (dice < 88) world.writes.shift()?.succeed();
    else if (dice < 90) world.writes.shift()?.fail(new Away(), random(2) === 0);
    else if (dice < 93) world.retry();
    else if (dice < 96 && !person.client.pair) await connect(person);
    else if (dice < 98) person.client.pair?.close(1006);
    else if (dice === 98 && random(4) === 0) await crash();
    if (person.client.pair === null && random(3) === 0) await connect(person);
    await settle();
  }

  // Quiet: everyone comes back, everything arrives.
  for (const person of people) if (!person.client.pair) await connect(person);
  for (let quiet = 0; quiet < 3; ) {
    const before = people.map(({ client }) => client.pair?.toServer.length ?? 0);
    for (const { client, deliver } of people) {
      deliver();
      while (client.pair?.toClient.length) client.receive();
    }
    world.retry();
    const wrote = world.writes.length;
    for (const write of world.writes.splice(0)) write.succeed();
    await settle();
    quiet = wrote === 0 && before.every((waiting) => waiting === 0) ? quiet + 1 : 0;
  }
  const stored = world.stored(documentId);
  for (const { client } of people) {
    expect(client.pair, `seed ${seed}: nobody was sent away`).not.toBeNull();
    expect(client.isSaved, `seed ${seed}: all is acknowledged`).toBe(true);
    expect(client.doc.getText("t").toDelta(), `seed ${seed}`).toEqual(stored.getText("t").toDelta());
    expect([...client.doc.getMap("marks").keys()].sort()).toEqual([...stored.getMap("marks").keys()].sort());
  }
  expect(stored.store.pendingStructs ?? stored.store.pendingDs).toBeNull();
  return seen;
}

describe("R11 · people write, networks break, processes die", () => {
  test.each(Array.from({ length: 24 }, (_, i) => i + 1))(
    "R11 · seed %i: nothing promised is lost, all end alike",
    async (seed) => {
      const { edits } = await play(seed, 900);
      expect(edits).toBeGreaterThan(100);
    },
  );

  test("R11 · the game is not idle: there are crashes, and promises to keep through them", async () => {
    const games = await Promise.all([101, 102, 103, 104, 105, 106].map((seed) => play(seed, 1200)));
    expect(games.reduce((sum, game) => sum + game.crashes, 0)).toBeGreaterThan(5);
    expect(Math.max(...games.map((game) => game.restored))).toBeGreaterThan(50);
  });

  test("R11 · negative control: with a log that answers before it has written, promises are lost", async () => {
    const games = await Promise.allSettled([1, 2, 3, 4, 5, 6].map((seed) => play(seed, 900, true)));
    const lost = games.filter((game) => game.status === "rejected" && /promised and lost/.test(String(game.reason)));
    expect(lost.length).toBeGreaterThan(0);
  });
});
