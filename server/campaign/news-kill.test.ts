import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { findNews, sendNews, takeDeliveries } from "@/db/news";
import { factChannel } from "@/db/notify";
import { testDatabase } from "@/db/testing/database";
import { enqueueMail } from "@/server/mail/enqueue";
import { tellNews } from "./tell-news";
import { NewsWorld } from "./testing-news";

const readers = 400;
const script = fileURLToPath(new URL("./testing-news-teller.ts", import.meta.url));

let database: Database & { databaseUrl: string };
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

test("N7 · two servers that are killed again and again tell everybody once", { timeout: 120_000 }, async () => {
  const world = await NewsWorld.create(database);
  await world.followers(readers - 1);
  await world.sent();
  let batches = 0;
  let heard: () => void = () => undefined;
  const stop = await database.listen(factChannel, () => {
    batches += 1;
    heard();
  });
  const left = async () => (await database.db.selectFrom("newsDelivery").selectAll().execute()).length;
  let kills = 0;
  for (let round = 0; (await left()) > 0; round++) {
    expect(round, "it gets on").toBeLessThan(readers);
    const from = batches;
    const both = [1, 2].map(() =>
      spawn(process.execPath, ["--import", "tsx", script, database.databaseUrl], {
        stdio: ["ignore", "inherit", "inherit"],
      }),
    );
    const ends = both.map((child) => once(child, "exit"));
    // A few transactions later they die, wherever they stand; the last ones come to their end.
    const enough = new Promise<void>((resolve) => {
      heard = () => {
        if (batches >= from + 2 + 3 * round) resolve();
      };
    });
    await Promise.race([enough, Promise.all(ends)]);
    for (const child of both) if (child.kill("SIGKILL")) kills += 1;
    await Promise.all(ends);
  }
  await stop();
  expect(kills).toBeGreaterThan(2);
  const told = await world.told();
  expect(told).toHaveLength(readers);
  expect(new Set(told).size).toBe(readers);
});

test("N7 · control: without the lock both who press « Envoyer » find a draft, and only the rows stop the second", async () => {
  const world = await NewsWorld.create(database);
  await world.followers(5);
  const id = await world.draft();
  const { db } = database;
  let found = 0;
  let bothFound: () => void = () => undefined;
  const met = new Promise<void>((resolve) => {
    bothFound = resolve;
  });
  const press = () =>
    db.transaction().execute(async (trx) => {
      const draft = await findNews(trx, world.coalition.id, id);
      if (draft?.sentAt === null && ++found === 2) bothFound();
      await met;
      await sendNews(trx, { id, coalitionId: world.coalition.id, now: new Date(world.now) });
    });
  const ends = await Promise.allSettled([press(), press()]);
  expect(ends.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("N7 · control: a mail that is committed before its reader's row changes is sent twice after a death", async () => {
  for (const table of ["outbox", "newsDelivery"] as const) await database.db.deleteFrom(table).execute();
  const world = await NewsWorld.create(database);
  await world.followers(3);
  await world.sent();
  const { vault, clock } = world.deps;
  const dying = database.db.transaction().execute(async (trx) => {
    for (const { reader } of await takeDeliveries(trx, 4))
      if (reader)
        await database.db
          .transaction()
          .execute((other) =>
            enqueueMail(other, vault, { to: reader.email, locale: "fr", mail: someMail }, clock.now()),
          );
    throw new Error("killed");
  });
  await expect(dying).rejects.toThrow("killed");
  expect(await tellNews({ db: database.db, clock, vault, perMinute: 1000 })).toBe(4);
  expect(new Set(await world.told()).size).toBe(4);
  expect(await world.told()).toHaveLength(8);
});

const someMail = { template: "find-bookings", path: "/", values: {} } as const;
