import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { insertTestCoalition } from "@/db/testing/coalition";
import { testDatabase } from "@/db/testing/database";
import { insertTestEntry } from "@/db/testing/entry";
import { insertTestTrip } from "@/db/testing/trip";
import { type Listing, listingQuery, listingSchema } from "@/domain/coalition/listing";
import { toWallClock } from "@/domain/kernel/wall-clock";
import { feedStamp, readFeed } from "@/server/calendar/feeds";
import { nextActions } from "@/server/calendar/next-actions";
import { createVault } from "@/server/crypto";
import type { Deps } from "@/server/deps";
import { listCoalitions } from "./list-coalitions";

const now = new Date("2026-11-24T12:00:00Z");
const day = 86_400_000;

describe.each(["postgres", "embedded"] as const)("lists of coalitions on %s", (engine) => {
  let database: Database;
  let deps: Deps;
  const places: Record<string, { id: string; slug: string }> = {};
  beforeAll(async () => {
    database = await testDatabase({ engine });
    deps = {
      database,
      clock: { now: () => now },
      vault: createVault("a-secret-of-the-tests-which-is-long-enough"),
      origin: "https://cortege.example.org",
      demoMailbox: null,
    };
    const add = async (slug: string, town: string, departement: string, region: string) => {
      places[slug] = await insertTestCoalition(database.db, {
        slug,
        town,
        departement,
        region,
        postcode: `${departement}000`.slice(0, 5),
        publishedAt: new Date(0),
      });
    };
    await add("arras", "Arras", "62", "Hauts-de-France");
    await add("lille", "Lille", "59", "Hauts-de-France");
    await add("roubaix", "Roubaix", "59", "Hauts-de-France");
    await add("brest", "Brest", "29", "Bretagne");
    await add("saint-paul", "Saint-Paul", "974", "La Réunion");
    const entry = (slug: string, days: number, more: Partial<Parameters<typeof insertTestEntry>[1]> = {}) => {
      const startsAt = new Date(now.getTime() + days * day);
      return insertTestEntry(database.db, {
        coalitionId: places[slug]?.id,
        startsAt,
        startsLocal: toWallClock(startsAt),
        overAt: new Date(startsAt.getTime() + day / 12),
        ...more,
      });
    };
    await entry("brest", 2);
    await entry("roubaix", 40, { title: "Réunion de rentrée" });
    // None of these is something that everybody can come to.
    await entry("arras", 1, { visibility: "members" });
    await entry("arras", 1, { cancelledAt: now, cancelReason: "Pluie" });
    await entry("arras", 1, { removedAt: now });
    await entry("arras", 1, { publishedAt: null });
    await entry("arras", -3);
    await insertTestTrip(database.db, {
      seats: 3,
      departs: new Date(now.getTime() + 10 * day),
      coalitionId: places.lille?.id,
    });
  });
  afterAll(() => database.close());

  const list = (query: Record<string, unknown>) => listCoalitions(deps, listingSchema.parse(query));
  const slugs = async (query: Record<string, unknown>) => (await list(query)).coalitions.map(({ slug }) => slug);

  test("B4 · those that act first come first, then the others by town", async () => {
    expect(await slugs({})).toEqual(["brest", "lille", "roubaix", "arras", "saint-paul"]);
  });

  test.each<[Record<string, string>, string[]]>([
    [{ region: "Hauts-de-France" }, ["lille", "roubaix", "arras"]],
    [{ departement: "59" }, ["lille", "roubaix"]],
    [{ departement: "974" }, ["saint-paul"]],
    [{ region: "Bretagne", departement: "59" }, []],
    [{ region: "hauts de france" }, []],
    [{ bientot: "1" }, ["brest", "lille"]],
    [{ bientot: "1", region: "Bretagne" }, ["brest"]],
    [{ q: "coalition", departement: "29" }, ["brest"]],
    [{ departement: "59'; drop table coalition; --" }, ["brest", "lille", "roubaix", "arras", "saint-paul"]],
  ])("B4 · %j", async (query, expected) => {
    expect(await slugs(query)).toEqual(expected);
  });

  test("B5 · the map has the départements of the whole list; regions are those it can be cut down to", async () => {
    const { areas, regions } = await list({});
    expect(areas.map(({ departement, count, town, slug }) => [departement, count, town, slug])).toEqual([
      ["29", 1, "Brest", "brest"],
      ["59", 2, "Lille", "lille"],
      ["62", 1, "Arras", "arras"],
      ["974", 1, "Saint-Paul", "saint-paul"],
    ]);
    expect(regions).toEqual([
      { region: "Bretagne", count: 1 },
      { region: "Hauts-de-France", count: 3 },
      { region: "La Réunion", count: 1 },
    ]);
    const cut = await list({ region: "Bretagne" });
    expect(cut.areas.map(({ departement }) => departement)).toEqual(["29"]);
    expect(cut.regions).toEqual(regions);
  });

  test("B6 · a list is a calendar too: what its coalitions announce to everybody, and nothing else", async () => {
    const titles = async (query: Record<string, string>) => {
      const read = await readFeed(deps, { kind: "list", listing: listingSchema.parse(query), among: undefined });
      return read.ok ? read.value.map(({ title, cancelled }) => `${title}${cancelled ? " !" : ""}`) : [];
    };
    expect(await titles({})).toEqual([
      // Calendars that have it must learn that it is off.
      "Tractage au marché (Arras)",
      "Tractage au marché (Arras) !",
      "Tractage au marché (Brest)",
      "Réunion de rentrée (Roubaix)",
    ]);
    expect(await titles({ region: "Bretagne" })).toEqual(["Tractage au marché (Brest)"]);
    const stamp = async (query: Record<string, string>) => {
      const read = await feedStamp(deps, { kind: "list", listing: listingSchema.parse(query), among: undefined });
      return read.ok ? read.value.stamp : "";
    };
    expect(await stamp({ region: "Bretagne" })).not.toBe(await stamp({}));
    expect(await stamp({})).toBe(await stamp({}));
    const next = await nextActions(
      deps,
      Object.values(places).map(({ id }) => id),
    );
    expect(
      Object.values(next)
        .flat()
        .map(({ title }) => title),
    ).toEqual(["Tractage au marché", "Réunion de rentrée"]);
  });

  test("B6 · an address says the list and nothing more", () => {
    const listing: Listing = listingSchema.parse({ q: "Lille", region: "Hauts-de-France", page: "3", x: "y" });
    expect(listingQuery(listing)).toBe("q=Lille&region=Hauts-de-France&page=3");
    expect(listingQuery({ ...listing, page: 1, q: "", region: undefined })).toBe("");
    expect(listingSchema.parse(Object.fromEntries(new URLSearchParams(listingQuery(listing))))).toEqual(listing);
  });
});
