import { randomUUID } from "node:crypto";
import type { Insertable } from "kysely";
import type { Db } from "../client";
import type { CoalitionTable } from "../schema";

/** A coalition of Lille, made up but for what the test names; published when `publishedAt` says so. */
export async function insertTestCoalition(
  db: Db,
  named: Partial<Insertable<CoalitionTable>> = {},
): Promise<{ id: string; slug: string }> {
  const id = randomUUID();
  return db
    .insertInto("coalition")
    .values({
      id,
      slug: `c-${id}`,
      name: "Coalition d’essai",
      scope: "town",
      town: "Lille",
      postcode: "59000",
      departement: "59",
      ...named,
    })
    .returning(["id", "slug"])
    .executeTakeFirstOrThrow();
}
