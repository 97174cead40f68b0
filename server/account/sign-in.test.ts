import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { factChannel, parseFact } from "@/db/notify";
import { testDatabase } from "@/db/testing/database";
import { createVault, sha256 } from "@/server/crypto";
import { openPayload } from "@/server/mail/enqueue";
import type { CookieToSet } from "./cookies";
import { actorFromCookie, sessionIdleMs } from "./session";
import { createSignIn } from "./sign-in";

const vault = createVault("a-secret-of-the-tests-which-is-long-enough");
const origin = "https://cortege.example.org";
const MINUTE = 60_000;

/** A browser: keeps the cookies that it is given. */
class Browser {
  #jar = new Map<string, string>();
  get cookie() {
    return [...this.#jar].map(([name, value]) => `${name}=${value}`).join("; ") || null;
  }
  get context() {
    return { cookie: this.cookie, locale: "fr" };
  }
  keep(cookies: CookieToSet[]) {
    for (const { name, value } of cookies) this.#jar.set(name, value);
  }
}

describe.each(["postgres", "embedded"] as const)("signing in on %s", (engine) => {
  let database: Database;
  let at = Date.parse("2026-11-24T12:00:00Z");
  const clock = { now: () => new Date(at) };
  let signIn: ReturnType<typeof createSignIn>;
  let person: string;

  beforeAll(async () => {
    database = await testDatabase({ engine });
    signIn = createSignIn({ db: database.db, vault, origin, clock });
  });
  afterAll(() => database.close());
  beforeEach(() => {
    at += 7 * 24 * 60 * MINUTE;
    person = `person-${crypto.randomUUID()}@example.org`;
  });

  /** Code and link of the latest mail to an address. */
  async function lastMail(to: string) {
    const mails = await mailsTo(to);
    const mail = mails.at(-1);
    if (mail?.template !== "sign-in") throw new Error("no mail");
    return { code: mail.code, token: mail.path.split("/").at(-1) ?? "" };
  }
  async function mailsTo(to: string) {
    const rows = await database.db.selectFrom("outbox").select("payload").orderBy("createdAt").execute();
    return rows
      .map(({ payload }) => openPayload(vault, payload ?? ""))
      .flatMap((one) => (one.to === to ? [one.mail] : []));
  }
  async function ask(browser: Browser, email = person, returnPath?: string) {
    const asked = await signIn.request({ email, returnPath }, browser.context);
    if (asked.ok) browser.keep(asked.value.cookies);
    return asked;
  }
  const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, "0");
  const who = (browser: Browser) =>
    actorFromCookie(database.db, browser.cookie, { secureCookies: true, now: clock.now() });
  const accounts = () => database.db.selectFrom("account").select("email").where("email", "=", person).execute();

  test("I1 · the code of the mail signs in, in the browser that asked", async () => {
    const browser = new Browser();
    expect((await ask(browser, person.toUpperCase(), "/lille")).ok).toBe(true);
    expect(await signIn.pending(browser.cookie)).toMatchObject({ email: person, code: "usable" });
    const { code } = await lastMail(person);
    const entered = await signIn.withCode({ code: `${code.slice(0, 3)} ${code.slice(3)}` }, browser.cookie);
    if (!entered.ok) throw new Error(entered.refusal.code);
    expect(entered.value.path).toBe("/lille");
    browser.keep(entered.value.cookies);
    expect(await who(browser)).toMatchObject({ kind: "account", email: person, national: false });
    expect(await signIn.pending(browser.cookie)).toBeNull();
  });

  test("I1 · a wrong address or code names its field", async () => {
    expect(await ask(new Browser(), "nobody")).toEqual({
      ok: false,
      refusal: { code: "invalid", fields: { email: "email" } },
    });
    expect(await signIn.withCode({ code: "12" }, null)).toEqual({
      ok: false,
      refusal: { code: "invalid", fields: { code: "code" } },
    });
    expect(await signIn.withCode({ code: "123456" }, null)).toMatchObject({ refusal: { code: "code_void" } });
    expect(await signIn.withLink({ token: ["x"] }, null)).toMatchObject({ refusal: { code: "link_void" } });
  });

  test("I2 · code and link end together, hold ten minutes, and are stored hashed", async () => {
    const browser = new Browser();
    await ask(browser);
    const { code, token } = await lastMail(person);
    const stored = JSON.stringify(
      await database.db.selectFrom("signIn").selectAll().where("email", "=", person).execute(),
    );
    expect(stored).not.toContain(code);
    expect(stored).not.toContain(token);
    expect((await signIn.withCode({ code }, browser.cookie)).ok).toBe(true);
    expect(await signIn.withCode({ code }, browser.cookie)).toMatchObject({ refusal: { code: "code_void" } });
    expect(await signIn.withLink({ token }, browser.cookie)).toMatchObject({ refusal: { code: "link_void" } });

    at += 31_000;
    await ask(browser);
    const late = await lastMail(person);
    at += 10 * MINUTE;
    expect(await signIn.pending(browser.cookie)).toMatchObject({ code: "expired" });
    expect(await signIn.linkTarget(late.token)).toBeNull();
    expect(await signIn.withCode({ code: late.code }, browser.cookie)).toMatchObject({
      refusal: { code: "code_void" },
    });
    expect(await signIn.withLink({ token: late.token }, browser.cookie)).toMatchObject({
      refusal: { code: "link_void" },
    });
  });

  test("I3 · five wrong codes void the code, not the link", async () => {
    const browser = new Browser();
    await ask(browser);
    const { code, token } = await lastMail(person);
    const codes: string[] = [];
    for (let n = 0; n < 5; n++) {
      const answer = await signIn.withCode({ code: wrong(code) }, browser.cookie);
      codes.push(answer.ok ? "ok" : answer.refusal.code);
    }
    expect(codes).toEqual(["code_wrong", "code_wrong", "code_wrong", "code_wrong", "code_void"]);
    expect(await signIn.pending(browser.cookie)).toMatchObject({ code: "void" });
    expect(await signIn.withCode({ code }, browser.cookie)).toMatchObject({ refusal: { code: "code_void" } });
    expect((await signIn.withLink({ token }, new Browser().cookie)).ok).toBe(true);
  });

  test("I3 · wrong codes sent all at once count one by one", async () => {
    const browser = new Browser();
    await ask(browser);
    const { code } = await lastMail(person);
    await Promise.all(Array.from({ length: 12 }, () => signIn.withCode({ code: wrong(code) }, browser.cookie)));
    const row = await database.db
      .selectFrom("codeFailure")
      .select("count")
      .where("email", "=", person)
      .executeTakeFirstOrThrow();
    expect(row.count).toBe(5);
  });

  test("I4 · a code works only in the browser that asked for it", async () => {
    const [asking, other] = [new Browser(), new Browser()];
    await ask(asking);
    const { code } = await lastMail(person);
    expect(await signIn.withCode({ code }, other.cookie)).toMatchObject({ refusal: { code: "code_void" } });
    await ask(other, `other-${person}`);
    expect(await signIn.withCode({ code }, other.cookie)).toMatchObject({ refusal: { code: "code_wrong" } });
    expect((await signIn.withCode({ code }, asking.cookie)).ok).toBe(true);
  });

  test("I5 · a newer mail voids the older of the same browser", async () => {
    const browser = new Browser();
    await ask(browser);
    const older = await lastMail(person);
    at += 31_000;
    await ask(browser);
    const newer = await lastMail(person);
    expect(await signIn.withLink({ token: older.token }, browser.cookie)).toMatchObject({
      refusal: { code: "link_void" },
    });
    if (older.code !== newer.code) expect((await signIn.withCode({ code: older.code }, browser.cookie)).ok).toBe(false);
    expect((await signIn.withCode({ code: newer.code }, browser.cookie)).ok).toBe(true);
  });

  test("I5 · a stranger who asks for someone's address, and types wrong codes for it, takes nothing from them", async () => {
    const [owner, stranger] = [new Browser(), new Browser()];
    await ask(owner);
    const first = await signIn.withLink({ token: (await lastMail(person)).token }, owner.cookie);
    if (!first.ok) throw new Error(first.refusal.code);
    owner.keep(first.value.cookies);
    at += 31_000;
    await ask(owner);
    const { code } = await lastMail(person);
    for (let n = 0; n < 8; n++) {
      at += 31_000;
      await ask(stranger);
      for (let m = 0; m < 3; m++) await signIn.withCode({ code: "000000" }, stranger.cookie);
    }
    expect((await signIn.withCode({ code }, owner.cookie)).ok).toBe(true);
    at += 31_000;
    expect((await ask(owner)).ok).toBe(true);
    expect((await signIn.withLink({ token: (await lastMail(person)).token }, owner.cookie)).ok).toBe(true);
  });

  test("I6 · after 30 wrong codes in a day only the link works, until the next day", async () => {
    let browser = new Browser();
    for (let n = 0; n < 30; n++) {
      if (n % 5 === 0) {
        browser = new Browser();
        at += 31_000;
        await ask(browser);
      }
      const { code } = await lastMail(person);
      await signIn.withCode({ code: wrong(code) }, browser.cookie);
    }
    const fresh = new Browser();
    at += 31_000;
    await ask(fresh);
    const locked = await lastMail(person);
    expect(await signIn.pending(fresh.cookie)).toMatchObject({ code: "locked" });
    expect(await signIn.withCode({ code: locked.code }, fresh.cookie)).toMatchObject({
      refusal: { code: "code_locked" },
    });
    expect((await signIn.withLink({ token: locked.token }, fresh.cookie)).ok).toBe(true);

    at += 24 * 60 * MINUTE;
    const tomorrow = new Browser();
    await ask(tomorrow);
    const { code } = await lastMail(person);
    expect((await signIn.withCode({ code }, tomorrow.cookie)).ok).toBe(true);
  });

  test("I7 · a known and an unknown address get the same answer; an account is made at the proof, without role", async () => {
    const browser = new Browser();
    const unknown = await ask(browser);
    expect(await accounts()).toEqual([]);
    const entered = await signIn.withLink({ token: (await lastMail(person)).token }, browser.cookie);
    expect(entered.ok).toBe(true);
    expect(await accounts()).toHaveLength(1);
    const roles = await database.db
      .selectFrom("membership")
      .innerJoin("account", "account.id", "membership.accountId")
      .where("account.email", "=", person)
      .select("role")
      .execute();
    expect(roles).toEqual([]);
    at += 31_000;
    const known = await ask(browser);
    const shape = (answer: typeof known) =>
      answer.ok ? { ...answer.value, cookies: answer.value.cookies.length } : answer;
    expect(shape(known)).toEqual(shape(unknown));
    const mails = (await mailsTo(person)).map(({ template, values }) => ({ template, values }));
    expect(mails[0]).toEqual(mails[1]);
  });

  test("I8 · looking at the link spends nothing; of many POSTs at once one signs in, and one account is made", async () => {
    await ask(new Browser());
    const { token } = await lastMail(person);
    for (let n = 0; n < 10; n++) expect(await signIn.linkTarget(token)).toEqual({ email: person });
    const answers = await Promise.all(Array.from({ length: 12 }, () => signIn.withLink({ token }, null)));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(await signIn.linkTarget(token)).toBeNull();
    expect(await accounts()).toHaveLength(1);
    const sessions = await database.db
      .selectFrom("session")
      .innerJoin("account", "account.id", "session.accountId")
      .where("account.email", "=", person)
      .select("tokenHash")
      .execute();
    expect(sessions).toHaveLength(1);
  });

  test("I8 · two links of one new address, used at once, make one account", async () => {
    const [one, other] = [new Browser(), new Browser()];
    await ask(one);
    const first = await lastMail(person);
    await ask(other);
    const second = await lastMail(person);
    const answers = await Promise.all([first, second].map(({ token }) => signIn.withLink({ token }, null)));
    expect(answers.map(({ ok }) => ok)).toEqual([true, true]);
    expect(await accounts()).toHaveLength(1);
  });

  test("I9 · another mail after 30 seconds, not before, and at most ten an hour", async () => {
    const browser = new Browser();
    await ask(browser);
    at += 29_000;
    expect((await ask(browser)).ok).toBe(true);
    expect(await mailsTo(person)).toHaveLength(1);
    at += 1_000;
    await ask(browser);
    expect(await mailsTo(person)).toHaveLength(2);

    // A browser that proved the address keeps two that no stranger can use up.
    const entered = await signIn.withLink({ token: (await lastMail(person)).token }, browser.cookie);
    if (!entered.ok) throw new Error(entered.refusal.code);
    browser.keep(entered.value.cookies);
    for (let n = 2; n < 8; n++) expect((await ask(new Browser())).ok).toBe(true);
    expect(await ask(new Browser())).toMatchObject({ refusal: { code: "too_many" } });
    const forged = new Browser();
    forged.keep(entered.value.cookies.filter(({ name }) => name.endsWith("known")));
    expect(await ask(forged)).toMatchObject({ refusal: { code: "too_many" } });
    for (let n = 8; n < 10; n++) {
      at += 31_000;
      expect((await ask(browser)).ok).toBe(true);
    }
    at += 31_000;
    expect(await ask(browser)).toMatchObject({ refusal: { code: "too_many" } });
    expect(await mailsTo(person)).toHaveLength(10);
    at += 61 * MINUTE;
    expect((await ask(new Browser())).ok).toBe(true);
  });

  test("I9 · asked for by many at once, no more than that", async () => {
    await Promise.all(Array.from({ length: 25 }, () => ask(new Browser())));
    expect(await mailsTo(person)).toHaveLength(8);
  });

  test("I10 · a session is stored hashed, extended while used, and ends after 30 days without", async () => {
    const browser = new Browser();
    await ask(browser);
    const entered = await signIn.withLink({ token: (await lastMail(person)).token }, browser.cookie);
    if (!entered.ok) throw new Error(entered.refusal.code);
    browser.keep(entered.value.cookies);
    const [cookie] = entered.value.cookies;
    expect(cookie).toMatchObject({
      name: "__Host-cortege.session",
      options: { httpOnly: true, secure: true, sameSite: "lax", path: "/" },
    });
    const stored = await database.db.selectFrom("session").selectAll().execute();
    expect(JSON.stringify(stored)).not.toContain(cookie?.value);
    expect(await who(browser)).toMatchObject({ sessionHash: sha256(cookie?.value ?? "") });

    at += sessionIdleMs - MINUTE;
    expect((await who(browser)).kind).toBe("account");
    at += sessionIdleMs - MINUTE;
    expect((await who(browser)).kind).toBe("account");
    at += sessionIdleMs;
    expect((await who(browser)).kind).toBe("visitor");
  });

  test.each([
    "",
    "__Host-cortege.session=",
    "__Host-cortege.session=x",
    `__Host-cortege.session=${"x".repeat(9000)}`,
    ";;=;",
  ])("I10 · the cookie header %.40j is a visitor", async (header) => {
    expect(await actorFromCookie(database.db, header, { secureCookies: true })).toEqual({ kind: "visitor" });
  });

  test("I10 · over https the bare cookie name, which a neighbouring site could plant, is not read", async () => {
    const browser = new Browser();
    await ask(browser);
    const entered = await signIn.withLink({ token: (await lastMail(person)).token }, null);
    if (!entered.ok) throw new Error(entered.refusal.code);
    const header = `cortege.session=${entered.value.cookies[0]?.value}`;
    expect((await actorFromCookie(database.db, header, { secureCookies: true, now: clock.now() })).kind).toBe(
      "visitor",
    );
  });

  test("I10 · signing in again ends the session that it replaces", async () => {
    const browser = new Browser();
    for (let n = 0; n < 2; n++) {
      at += 31_000;
      await ask(browser);
      const entered = await signIn.withLink({ token: (await lastMail(person)).token }, browser.cookie);
      if (!entered.ok) throw new Error(entered.refusal.code);
      browser.keep(entered.value.cookies);
    }
    const sessions = await database.db
      .selectFrom("session")
      .innerJoin("account", "account.id", "session.accountId")
      .where("account.email", "=", person)
      .select("tokenHash")
      .execute();
    expect(sessions).toHaveLength(1);
    expect((await who(browser)).kind).toBe("account");
  });

  test("I11 · signing out deletes the session and says so within two seconds", async () => {
    const browser = new Browser();
    await ask(browser);
    const entered = await signIn.withLink({ token: (await lastMail(person)).token }, null);
    if (!entered.ok) throw new Error(entered.refusal.code);
    browser.keep(entered.value.cookies);
    const actor = await who(browser);
    if (actor.kind !== "account") throw new Error("no session");
    let heard: (accountId: string) => void = () => undefined;
    const told = new Promise<string>((resolve) => {
      heard = resolve;
    });
    const stop = await database.listen(factChannel, (payload) => {
      const fact = parseFact(payload);
      if (fact?.kind === "access") heard(fact.accountId);
    });
    const began = performance.now();
    const { cookies } = await signIn.signOut(browser.cookie);
    expect(await told).toBe(actor.accountId);
    expect(performance.now() - began).toBeLessThan(2000);
    await stop();
    expect((await who(browser)).kind).toBe("visitor");
    expect(cookies[0]?.options.expires.getTime()).toBe(0);
    expect(await signIn.signOut(browser.cookie)).toEqual({ cookies });
  });

  test("I12 · one is led only to a path of this site", async () => {
    const browser = new Browser();
    await ask(browser, person, "//example.com/");
    const entered = await signIn.withLink({ token: (await lastMail(person)).token }, browser.cookie);
    expect(entered).toMatchObject({ ok: true, value: { path: "/espace" } });
  });
});
