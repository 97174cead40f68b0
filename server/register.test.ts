import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { register } from "@/domain/account/register";
import { forget, forgetJob } from "./account/forget";
import { coalitionJob, runCoalitionJob } from "./coalition/coalition-jobs";
import { createVault } from "./crypto";
import { forgetIdle, idleJob } from "./forget-idle";
import { lastForgetting } from "./last-forgetting";
import { signupThings } from "./signup-things";
import { retentionJob, runRetention } from "./transport/retention";

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

test("K3 · what the register says is forgotten, a job forgets, and says how much", async () => {
  const clock = { now: () => new Date("2026-11-24T12:00:00Z") };
  const vault = createVault("a-secret-of-the-tests-which-is-long-enough");
  const { db } = database;
  const outcomes: Record<string, object> = {
    [forgetJob]: await forget({ db, clock }),
    [retentionJob]: await runRetention({ db, clock, vault, things: signupThings }),
    [coalitionJob]: await runCoalitionJob({ database, clock, vault }),
    [idleJob]: await forgetIdle({ db, clock, vault, things: signupThings }),
  };
  const promised = Object.values(register).flatMap((one) => (one?.until.includes(".") ? [one.until.split(".")] : []));
  expect(promised.length).toBeGreaterThan(5);
  for (const [job = "", part = ""] of promised) expect(outcomes[job], `${job} does ${part}`).toHaveProperty(part);
  const nothing = { at: clock.now(), forgotten: 0 };
  expect(await lastForgetting(db)).toEqual(
    [retentionJob, coalitionJob, forgetJob, idleJob].map((job) => ({ job, ...nothing })),
  );
});
