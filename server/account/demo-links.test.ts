import { afterAll, beforeAll, expect, test } from "vitest";
import { ensureAccount } from "@/db/account";
import type { Database } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { createVault } from "@/server/crypto";
import { buildServices } from "@/server/services";
import { demoSignInLinks } from "./demo-links";
import { createSignIn } from "./sign-in";

const vault = createVault("a-secret-of-the-tests-which-is-long-enough");
const origin = "http://localhost:3000";
const clock = { now: () => new Date() };
let database: Database;

beforeAll(async () => {
  database = await testDatabase();
  await ensureAccount(database.db, "membre@example.org");
});
afterAll(() => database.close());

const links = () => demoSignInLinks(createSignIn({ db: database.db, vault, origin, clock }));
const tokenOf = (path: string) => path.split("/").at(-1) ?? "";

test("I22 · a demo link enters once, at the press of a button", async () => {
  const demo = links();
  const token = tokenOf(demo.issue("member", "membre@example.org"));
  for (let n = 0; n < 10; n++) expect(demo.target(token)).toBe("member");
  const answers = await Promise.all([1, 2, 3].map(() => demo.enter(token, null)));
  const entered = answers.flatMap((answer) => (answer.ok ? [answer.value] : []));
  expect(entered).toHaveLength(1);
  expect(entered[0]?.path).toBe("/espace");
  expect(entered[0]?.cookies.map(({ name }) => name)).toContain("cortege.session");
  expect(demo.target(token)).toBeNull();
});

test("I22 · links of an earlier start are unknown", async () => {
  const token = tokenOf(links().issue("member", "membre@example.org"));
  expect(links().target(token)).toBeNull();
  expect(await links().enter(token, null)).toMatchObject({ refusal: { code: "link_void" } });
});

test("I22 · outside the demo there is neither mailbox nor link", () => {
  expect(buildServices({ database, clock, vault, origin, demoMailbox: null }, null).demo).toBeNull();
});
