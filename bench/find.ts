// npm run bench:find: 5,000 coalitions and 200,000 people. Finding one, at the database and as pages are served; what
// Postgres does for it.
import { performance } from "node:perf_hooks";
import type { Db } from "@/db/client";
import { areasOf, listPublished } from "@/db/coalition";
import { insertCrowd } from "@/db/testing/crowd";
import { watchedDatabase } from "@/db/testing/plans";
import { nearKm } from "@/domain/coalition/place";
import { places } from "@/server/coalition/places";
import { serve } from "./serve";
import { conclude, figure, note, share } from "./sheet/figures";

const size = { coalitions: 5000, people: 200_000 };
const [databaseMs, pageMs] = [50, 300];
const asked = [
  "Lille",
  "59100",
  "st denis",
  "Brest 29",
  "coalition",
  "vallee",
  "roub",
  "97400",
  "nulle part ainsi",
  "",
];

const server = await serve(
  async ({ db }, _port, _origin, databaseUrl) => ({ slug: await anySlug(db), databaseUrl }),
  async ({ db }) => {
    // In communes of every size and département.
    const towns = ["a", "b", "c", "l", "m", "p", "r", "s", "t", "v"].flatMap((letter) =>
      ["a", "e", "i", "o", "u"].flatMap((vowel) => places().beginning(`${letter}${vowel}r`).slice(0, 150)),
    );
    await insertCrowd(db, towns, size);
    console.log(`${size.coalitions} coalitions in ${towns.length} towns, ${size.people} people.`);
  },
);
const { database, plansOf } = await watchedDatabase(server.databaseUrl);
try {
  const { db } = database;
  const now = new Date();
  const page = { limit: 20, offset: 0, now };
  const near = places().named("Lille")[0];
  const byPlace = () => listPublished(db, { search: "Lille", near, withinKm: nearKm, ...page });
  const byWords = () => listPublished(db, { search: "vallee", ...page });
  await times("by place, at the database", databaseMs, byPlace);
  await times("by words, at the database", databaseMs, byWords);
  await times("départements of the whole list, at the database", databaseMs, () => areasOf(db, { search: "", now }));
  // No search: everything is put in order, and one page of it shown.
  await times("all, those that act first, at the database", 2 * databaseMs, () =>
    listPublished(db, { search: "", ...page }),
  );
  let n = 0;
  const get = async (path: string) => {
    const answer = await fetch(server.origin + path);
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return answer.text();
  };
  await times("the directory's page, every kind of search", pageMs, () =>
    get(`/coalitions?q=${encodeURIComponent(asked[n++ % asked.length] ?? "")}`),
  );
  await times("a coalition's page", pageMs, () => get(`/${server.slug}`));
  for (const [what, read] of [
    ["by place", byPlace],
    ["by words", byWords],
  ] as const)
    for (const { plan } of await plansOf(read)) console.log(`\nPlan, ${what}:\n${plan}`);
  conclude();
} finally {
  await database.close();
  await server.stop();
}

async function anySlug(db: Db): Promise<string> {
  const [first] = (await listPublished(db, { search: "Lille", limit: 1, offset: 0, now: new Date() })).coalitions;
  if (!first) throw new Error("no coalition");
  return first.slug;
}

async function times(what: string, limitMs: number, read: () => Promise<unknown>): Promise<void> {
  const spent: number[] = [];
  for (let round = 0; round < 60; round += 1) {
    const began = performance.now();
    await read();
    spent.push(performance.now() - began);
  }
  figure(`${what}, p95`, Math.round(share(spent, 0.95)), limitMs, "ms");
  note(`median ${share(spent, 0.5).toFixed(1)} ms`);
}
