// npm run bench:find: finding one of 5,000 coalitions, by place and by words, at the database and with what is around it.
import { performance } from "node:perf_hooks";
import { openDatabase } from "@/db/client";
import { listPublished } from "@/db/coalition";
import { migrate } from "@/db/migrate";
import { insertTestCoalition } from "@/db/testing/coalition";
import { startPostgres } from "@/db/testing/postgres";
import { listingSchema } from "@/domain/coalition/listing";
import { nearKm } from "@/domain/coalition/place";
import { listCoalitions } from "@/server/coalition/list-coalitions";
import { places } from "@/server/coalition/places";
import { createVault } from "@/server/crypto";
import { conclude, figure, note, share } from "./sheet/figures";

const coalitions = 5000;
const limitMs = 50;
const asked = ["Lille", "59100", "st denis", "Brest 29", "coalition", "vallee", "roub", "97400", "nulle part ainsi"];

const cluster = await startPostgres();
await cluster.run("create database bench");
const database = await openDatabase({ databaseUrl: cluster.url("bench") });
const { db } = database;
try {
  await migrate(db);
  // One in each of so many communes, the way people are spread.
  const towns = ["a", "b", "c", "l", "m", "p", "r", "s", "t", "v"].flatMap((letter) =>
    ["a", "e", "i", "o", "u"].flatMap((vowel) => places().beginning(`${letter}${vowel}r`).slice(0, 150)),
  );
  for (let n = 0; n < coalitions; n += 1) {
    const town = towns[n % towns.length];
    if (!town) throw new Error("no towns");
    await insertTestCoalition(db, {
      name: `Coalition Climat 21 — ${town.name} ${n}`,
      town: town.name,
      postcode: town.postcodes[0] ?? "",
      departement: town.departement,
      latitude: town.latitude,
      longitude: town.longitude,
      publishedAt: new Date(),
    });
  }
  console.log(`${coalitions} coalitions in ${towns.length} towns.`);
  const deps = {
    database,
    clock: { now: () => new Date() },
    vault: createVault("a-secret-of-the-bench-which-is-long-enough"),
    origin: "http://localhost",
    demoMailbox: null,
  };
  const page = { limit: 20, offset: 0, now: new Date() };
  const near = places().named("Lille")[0];
  await times("by place, at the database", () =>
    listPublished(db, { search: "Lille", near, withinKm: nearKm, ...page }),
  );
  await times("by words, at the database", () => listPublished(db, { search: "vallee", ...page }));
  let n = 0;
  await times("as the page does, every kind of search", () =>
    listCoalitions(deps, listingSchema.parse({ q: asked[n++ % asked.length] })),
  );
  conclude();
} finally {
  await database.close();
  await cluster.stop();
}

async function times(what: string, read: () => Promise<{ total: number }>): Promise<void> {
  const spent: number[] = [];
  const totals = new Set<number>();
  for (let round = 0; round < 90; round += 1) {
    const began = performance.now();
    totals.add((await read()).total);
    spent.push(performance.now() - began);
  }
  figure(`${what}, p95`, Math.round(share(spent, 0.95)), limitMs, "ms");
  note(`median ${share(spent, 0.5).toFixed(1)} ms; found ${[...totals].join(", ")}`);
}
