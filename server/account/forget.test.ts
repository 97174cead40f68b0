import { afterAll, beforeAll, expect, test } from "vitest";
import { ensureAccount } from "@/db/account";
import type { Database } from "@/db/client";
import { countWrongCode } from "@/db/code-failure";
import { lastJobRun } from "@/db/job-run";
import { testDatabase } from "@/db/testing/database";
import { createVault } from "@/server/crypto";
import { createOutbox } from "@/server/mail/outbox";
import { forget, forgetJob, startForgetting } from "./forget";
import { openSession, sessionIdleMs } from "./session";
import { createSignIn } from "./sign-in";

const DAY_MS = 24 * 60 * 60 * 1000;
const vault = createVault("a-secret-of-the-tests-which-is-long-enough");
const origin = "https://cortege.example.org";
let database: Database;
let at = Date.parse("2026-11-24T12:00:00Z");
const clock = { now: () => new Date(at) };

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

async function left() {
  const { db } = database;
  const rows = async (table: "signIn" | "session" | "codeFailure" | "outbox") =>
    (await db.selectFrom(table).selectAll().execute()).length;
  return {
    signIns: await rows("signIn"),
    sessions: await rows("session"),
    wrongCodes: await rows("codeFailure"),
    mails: await rows("outbox"),
  };
}

test("I23 · what signing in leaves behind goes when nothing needs it, and the run says how much", async () => {
  const { db } = database;
  const account = await ensureAccount(db, "someone@example.org");
  await openSession(db, account.id, clock.now());
  const signIn = createSignIn({ db, vault, origin, clock });
  await signIn.request({ email: "someone@example.org" }, { cookie: null, locale: "fr" });
  await db.transaction().execute((trx) => countWrongCode(trx, "someone@example.org", "2026-11-24"));
  const log = { warn: () => undefined, error: () => undefined };
  const transport = { send: async () => undefined, close: async () => undefined };
  await createOutbox({ db, vault, origin, transport, clock, log }).drain();

  await forget({ db, clock });
  expect(await left()).toEqual({ signIns: 1, sessions: 1, wrongCodes: 1, mails: 1 });
  at += DAY_MS + 1;
  expect(await forget({ db, clock })).toEqual({ signIns: 1, sessions: 0, wrongCodes: 1, mails: 0 });
  at += 7 * DAY_MS;
  expect(await forget({ db, clock })).toMatchObject({ mails: 1 });
  at += sessionIdleMs;
  expect(await forget({ db, clock })).toMatchObject({ sessions: 1 });
  expect(await left()).toEqual({ signIns: 0, sessions: 0, wrongCodes: 0, mails: 0 });
});

test("I23 · it runs by itself, once a day", async () => {
  const errors: string[] = [];
  const log = { error: (_fields: object, message: string) => errors.push(message) };
  at += DAY_MS;
  await startForgetting({ db: database.db, clock }, log).stop();
  expect((await lastJobRun(database.db, forgetJob))?.getTime()).toBe(at);
  const ran = at;
  at += DAY_MS - 1;
  await startForgetting({ db: database.db, clock }, log).stop();
  expect((await lastJobRun(database.db, forgetJob))?.getTime()).toBe(ran);
  expect(errors).toEqual([]);
});
