import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { insertTestEntry } from "@/db/testing/entry";
import { queuedPayloads } from "@/db/testing/outbox";
import { insertTestAccount } from "@/db/testing/trip";
import { visitor } from "@/domain/kernel/actor";
import { toInstant } from "@/domain/kernel/local-time";
import { createVault } from "@/server/crypto";
import type { SignupDeps } from "@/server/signup/deps";
import { sweepSignups } from "@/server/signup/sweep";
import { signupThings } from "@/server/signup-things";
import { giveTaskBack, readTakers, takeTask } from "./take-task";

let database: Database;
beforeAll(async () => {
  database = await testDatabase({ poolSize: 12 });
});
afterAll(() => database.close());
const now = toInstant("2027-03-01T12:00");

async function setting(named: Partial<Parameters<typeof insertTestEntry>[1]> = {}) {
  const deps: SignupDeps = {
    db: database.db,
    clock: { now: () => now },
    vault: createVault("a-secret-of-the-tests-which-is-long-enough", Buffer.alloc(32, 7).toString("base64")),
    things: signupThings,
  };
  const task = { kind: "task", helpers: null, publishedAt: now, due: "2027-02-20", visibility: "public" };
  const entry = await insertTestEntry(database.db, {
    ...task,
    startsLocal: "2027-03-20T10:00",
    startsAt: now,
    ...named,
  });
  const { coalitionId, slug, entryId } = entry;
  const person = (role?: "participant" | "coordinator") =>
    insertTestAccount(database.db, `${crypto.randomUUID()}@example.org`, role && { coalitionId, role });
  const { entryId: key } = await database.db
    .selectFrom("agendaEntry")
    .select("entryId")
    .where("id", "=", entryId)
    .executeTakeFirstOrThrow();
  const ask = { coalition: slug, key };
  const take = async (actor: Parameters<typeof takeTask>[1], using = deps) => {
    const taken = await takeTask(using, actor, ask, "fr");
    return taken.ok ? "taken" : taken.refusal.code;
  };
  return { slug, deps, ask, person, take };
}

test("C24 · a participant takes a task, late or not, once; nobody is mailed; given back, another takes it", async () => {
  const { deps, ask, slug, person, take } = await setting();
  const [one, other] = [await person("participant"), await person("coordinator")];
  expect([await take(one), await take(one), await take(other)]).toEqual(["taken", "taken", "task_taken"]);
  const read = async (actor = one) => {
    const takers = await readTakers(deps, actor, slug);
    return takers.ok ? Object.values(takers.value).map(({ mine }) => mine) : takers.refusal.code;
  };
  expect([await read(), await read(other)]).toEqual([[true], [false]]);
  expect(await giveTaskBack(deps, other, ask)).toEqual({ ok: true, value: undefined });
  expect(await read()).toEqual([true]);
  for (let again = 0; again < 2; again++)
    expect(await giveTaskBack(deps, one, ask)).toEqual({ ok: true, value: undefined });
  expect(await read()).toEqual([]);
  expect(await take(other)).toBe("taken");
  await sweepSignups(deps);
  expect(await queuedPayloads(database.db)).toEqual([]);
});

test("C24 · done, given to somebody by name, or not one's own: it cannot be taken", async () => {
  const done = await setting({ state: "done" });
  expect(await done.take(await done.person("participant"))).toBe("entry_closed");
  const gone = await setting({ removedAt: now });
  expect(await gone.take(await gone.person("participant"))).toBe("not_found");
  const at = await setting();
  expect(await at.take(await at.person())).toBe("not_found");
  expect(await at.take(visitor)).toBe("sign_in_first");
  const [mine, other] = [await at.person("participant"), await setting()];
  for (const wrong of [
    { ...at.ask, key: "none" },
    { ...at.ask, coalition: other.slug },
    { ...other.ask, coalition: at.slug },
  ])
    expect(await takeTask(at.deps, mine, wrong, "fr")).toEqual({ ok: false, refusal: { code: "not_found" } });
});

async function rush(lockless: boolean): Promise<number> {
  const { deps, person, take } = await setting();
  const entry = { ...deps.things.entry, lock: async () => undefined };
  const using = lockless ? { ...deps, things: { ...deps.things, entry } } : deps;
  const people = await Promise.all(Array.from({ length: 10 }, () => person("participant")));
  const answers = await Promise.allSettled(people.map((actor) => take(actor, using)));
  return answers.filter((each) => each.status === "fulfilled" && each.value === "taken").length;
}

test("C24 · ten take it at the same moment: one has it; without the lock, more would", async () => {
  expect(await rush(false)).toBe(1);
  let most = 0;
  for (let attempt = 0; attempt < 10 && most < 2; attempt++) most = Math.max(most, await rush(true));
  expect(most).toBeGreaterThan(1);
});
