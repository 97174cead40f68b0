import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { insertTestCoalition } from "@/db/testing/coalition";
import { testDatabase } from "@/db/testing/database";
import { listingSchema } from "@/domain/coalition/listing";
import { createVault } from "@/server/crypto";
import type { Deps } from "@/server/deps";
import { listCoalitions } from "./list-coalitions";
import { pastKeyDates, publicCoalition } from "./read-public";

describe.each(["postgres", "embedded"] as const)("public reading on %s", (engine) => {
  let database: Database;
  let deps: Deps;

  beforeAll(async () => {
    database = await testDatabase({ engine });
    deps = {
      database,
      clock: { now: () => new Date("2026-11-24T12:00:00Z") },
      vault: createVault("a-secret-of-the-tests-which-is-long-enough"),
      origin: "https://cortege.example.org",
      demoMailbox: null,
    };
    const add = (slug: string, name: string, town: string, postcode: string, publishedAt: Date | null) =>
      insertTestCoalition(database.db, {
        slug,
        name,
        town,
        postcode,
        departement: postcode.slice(0, 2),
        publishedAt,
      });
    const day = new Date("2026-09-01T00:00:00Z");
    const saint = await add("saint-etienne", "Coalition stéphanoise", "Saint-Étienne", "42000", day);
    await add("lille", "Coalition du Nord", "Lille", "59000", day);
    await add("draft", "Coalition cachée", "Lille", "59000", null);
    await add("odd", "100 % climat_local", "Nœux", "62290", day);
    for (let n = 0; n < 25; n++)
      await add(`many-${n}`, "Coalition", `Zone ${String(n).padStart(2, "0")}`, "01000", day);
    await database.db
      .insertInto("coalitionContact")
      .values({ coalitionId: saint.id, role: "Référent·e", email: "contact@example.org", consentAt: day })
      .execute();
    const dates = [
      { title: "Passé", startsOn: "2026-11-22", endsOn: "2026-11-23" },
      { title: "Aujourd'hui", startsOn: "2026-11-23", endsOn: "2026-11-24" },
    ];
    await database.db
      .insertInto("keyDate")
      .values(dates.map((date) => ({ ...date, scope: "partout" })))
      .execute();
  });
  afterAll(() => database.close());

  const find = async (query: Record<string, unknown>) =>
    (await listCoalitions(deps, listingSchema.parse(query))).coalitions.map(({ slug }) => slug);

  test.each([
    ["saint etienne", ["saint-etienne"]],
    ["saint-etienne", ["saint-etienne"]],
    ["ÉTIENNE", ["saint-etienne"]],
    ["stephanoise", ["saint-etienne"]],
    ["noeux", ["odd"]],
    ["59", ["lille"]],
    ["000", []],
    ["%", ["odd"]],
    ["_", ["odd"]],
    ["\\", []],
    ["li\0lle", []],
    ["cachée", []],
  ])("I17 · %j finds %j", async (q, slugs) => {
    expect(await find({ q })).toEqual(slugs);
  });

  test("B2 · a town or a postcode lists what is near it, the nearest first; where nothing is, the nearest few", async () => {
    const place = (slug: string, latitude: number, longitude: number) =>
      database.db.updateTable("coalition").set({ latitude, longitude }).where("slug", "=", slug).execute();
    await place("lille", 50.63, 3.06);
    await place("odd", 50.48, 2.66);
    await place("draft", 50.69, 3.17);
    await place("saint-etienne", 45.44, 4.39);
    const near = async (q: string) => {
      const listed = await listCoalitions(deps, listingSchema.parse({ q }));
      return {
        place: listed.near?.place.name,
        total: listed.total,
        found: listed.coalitions.map(({ slug, km }) => `${slug} ${km === null ? "?" : Math.round(km)}`),
      };
    };
    const roubaix = { place: "Roubaix", total: 2, found: ["lille 10", "odd 43"] };
    expect(await near("Roubaix")).toEqual(roubaix);
    expect(await near("59100")).toEqual(roubaix);
    expect(await near("roubai")).toEqual(roubaix);
    expect(await near("Brest 29")).toEqual({
      place: "Brest",
      total: 3,
      found: ["odd 567", "lille 599", "saint-etienne 749"],
    });
    // A coalition that bears the town's name is there wherever it stands.
    expect((await near("Zone 07")).found).toEqual(["many-7 ?"]);
    for (const slug of ["lille", "odd", "draft", "saint-etienne"])
      await database.db
        .updateTable("coalition")
        .set({ latitude: null, longitude: null })
        .where("slug", "=", slug)
        .execute();
  });

  test("I17 · the list is paged, and a page beyond the end is the last", async () => {
    const first = await listCoalitions(deps, listingSchema.parse({}));
    expect(first).toMatchObject({ total: 28, page: 1, pages: 2 });
    const second = await listCoalitions(deps, listingSchema.parse({ page: "2" }));
    expect(first.coalitions.length + second.coalitions.length).toBe(28);
    const seen = new Set([...first.coalitions, ...second.coalitions].map(({ id }) => id));
    expect(seen.size).toBe(28);
    expect((await listCoalitions(deps, listingSchema.parse({ page: "900" }))).page).toBe(2);
    expect((await listCoalitions(deps, listingSchema.parse({ page: "x" }))).page).toBe(1);
  });

  test("I17 · a list can be narrowed to some coalitions, hidden ones never among them", async () => {
    const all = await database.db.selectFrom("coalition").select(["id", "slug"]).execute();
    const ids = (...slugs: string[]) => all.filter(({ slug }) => slugs.includes(slug)).map(({ id }) => id);
    const among = async (query: Record<string, unknown>, of: string[]) =>
      (await listCoalitions(deps, listingSchema.parse(query), of)).coalitions.map(({ slug }) => slug);
    expect(await among({}, ids("lille", "odd", "draft"))).toEqual(["lille", "odd"]);
    expect(await among({ q: "59" }, ids("odd"))).toEqual([]);
    expect(await among({ places: "1", bientot: "x" }, [])).toEqual([]);
    expect(listingSchema.parse({ places: "yes", bientot: ["1", "1"] })).toMatchObject({ q: "", page: 1 });
  });

  test.each(["draft", "nowhere", "a\0b", "../lille", "LILLE"])("I17 · %j is not found", async (slug) => {
    expect(await publicCoalition(deps, slug)).toEqual({ ok: false, refusal: { code: "not_found" } });
  });

  test("I18 · of a contact, what was agreed to; of key dates, those that are not over", async () => {
    const page = await publicCoalition(deps, "saint-etienne");
    if (!page.ok) throw new Error(page.refusal.code);
    expect(page.value.contacts).toEqual([
      { role: "Référent·e", organisation: null, email: "contact@example.org", phone: null },
    ]);
    expect(page.value.keyDates.map(({ title }) => title)).toEqual(["Aujourd'hui"]);
    expect((await pastKeyDates(deps)).map(({ title }) => title)).toEqual(["Passé"]);
  });
});
