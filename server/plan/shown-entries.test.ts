import { afterAll, expect, test } from "vitest";
import { storedEntries } from "@/db/agenda";
import { testDatabase } from "@/db/testing/database";
import { insertTestEntry } from "@/db/testing/entry";
import { insertTestAccount } from "@/db/testing/trip";
import { toInstant } from "@/domain/kernel/local-time";
import { ask } from "@/server/signup/ask";
import { signupThings } from "@/server/signup-things";
import { shownEntries, takersOf } from "./shown-entries";
import { testDeps } from "./testing";

const database = await testDatabase();
const { db } = database;
afterAll(() => database.close());
const { deps, clock } = testDeps(database);

async function actionOf(startsLocal: string, more: Partial<Parameters<typeof insertTestEntry>[1]> = {}) {
  const entry = await insertTestEntry(db, { startsLocal, startsAt: toInstant(startsLocal), helpers: 2, ...more });
  const person = await insertTestAccount(db, `${crypto.randomUUID()}@example.org`, {
    coalitionId: entry.coalitionId,
    role: "participant",
  });
  const shown = async (accountId: string | null = person.accountId) => {
    const stored = await storedEntries(db, { coalitionIds: [entry.coalitionId] });
    const takers = await takersOf(db, entry.coalitionId);
    return Object.values(await shownEntries(db, stored, { people: [], takers, accountId, today: "2026-11-24" }))[0];
  };
  const signUp = () =>
    ask(
      { db, clock, vault: deps.vault, things: signupThings },
      person,
      { entryId: entry.entryId, occurrence: null },
      { requestId: crypto.randomUUID() },
      { network: null, locale: "fr" },
    );
  return { entry, shown, signUp };
}

test("P18 · a plan shows how many help of how many wanted, where one signs up, and one's own place", async () => {
  const { entry, shown, signUp } = await actionOf("2026-12-05T10:00");
  expect((await shown())?.help).toEqual({ taken: 0, signUp: entry.entryId, own: null });
  expect((await signUp()).ok).toBe(true);
  expect((await shown())?.help).toMatchObject({ taken: 1, own: { state: "confirmed" } });
  // Whoever reads by a link sees figures alone.
  expect((await shown(null))?.help).toEqual({ taken: 1, signUp: null, own: null });
});

test("P18 · nobody signs up from a plan for what is past, or wants nobody; a task says who took it", async () => {
  expect((await (await actionOf("2026-11-20T10:00")).shown())?.help).toEqual({ taken: 0, signUp: null, own: null });
  expect((await (await actionOf("2026-12-05T10:00", { helpers: null })).shown())?.help).toBeNull();
  const task = await actionOf("2026-12-05T10:00", { kind: "task", helpers: null, due: "2026-12-05" });
  expect(await task.shown()).toMatchObject({ help: null, owner: null });
  expect((await task.signUp()).ok).toBe(true);
  expect((await task.shown())?.owner).not.toBeNull();
});
