import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { factChannel, parseFact } from "@/db/notify";
import { sha256 } from "@/server/crypto";
import { actorFromCookie, sessionIdleMs } from "./session";
import { Browser, minuteMs, SignInBench } from "./testing";

describe.each(["postgres", "embedded"] as const)("sessions on %s", (engine) => {
  let at: SignInBench;
  let person: string;

  beforeAll(async () => {
    at = await SignInBench.open(engine);
  });
  afterAll(() => at.database.close());
  beforeEach(() => {
    at.pass(7 * 24 * 60 * minuteMs);
    person = `person-${crypto.randomUUID()}@example.org`;
  });

  test("I10 · a session is stored hashed, extended while used, and ends after 30 days without", async () => {
    const browser = new Browser();
    const cookies = await at.enter(browser, person);
    const [cookie] = cookies;
    expect(cookie).toMatchObject({
      name: "__Host-cortege.session",
      options: { httpOnly: true, secure: true, sameSite: "lax", path: "/" },
    });
    const stored = await at.database.db.selectFrom("session").selectAll().execute();
    expect(JSON.stringify(stored)).not.toContain(cookie?.value);
    expect(await at.who(browser)).toMatchObject({ sessionHash: sha256(cookie?.value ?? "") });

    at.pass(sessionIdleMs - minuteMs);
    expect((await at.who(browser)).kind).toBe("account");
    at.pass(sessionIdleMs - minuteMs);
    expect((await at.who(browser)).kind).toBe("account");
    at.pass(sessionIdleMs);
    expect((await at.who(browser)).kind).toBe("visitor");
  });

  test.each([
    "",
    "__Host-cortege.session=",
    "__Host-cortege.session=x",
    `__Host-cortege.session=${"x".repeat(9000)}`,
    ";;=;",
  ])("I10 · the cookie header %.40j is a visitor", async (header) => {
    expect(await actorFromCookie(at.database.db, header, { secureCookies: true })).toEqual({ kind: "visitor" });
  });

  test("I10 · over https the bare cookie name, which a neighbouring site could plant, is not read", async () => {
    const [cookie] = await at.enter(new Browser(), person);
    const header = `cortege.session=${cookie?.value}`;
    expect((await actorFromCookie(at.database.db, header, { secureCookies: true, now: at.now() })).kind).toBe(
      "visitor",
    );
  });

  test("I10 · signing in again ends the session that it replaces", async () => {
    const browser = new Browser();
    for (let n = 0; n < 2; n++) {
      at.pass(31_000);
      await at.enter(browser, person);
    }
    expect(await at.sessionsOf(person)).toHaveLength(1);
    expect((await at.who(browser)).kind).toBe("account");
  });

  test("I11 · signing out deletes the session and says so within two seconds", async () => {
    const browser = new Browser();
    await at.enter(browser, person);
    const actor = await at.who(browser);
    if (actor.kind !== "account") throw new Error("no session");
    let heard: (accountId: string) => void = () => undefined;
    const told = new Promise<string>((resolve) => {
      heard = resolve;
    });
    const stop = await at.database.listen(factChannel, (payload) => {
      const fact = parseFact(payload);
      if (fact?.kind === "access") heard(fact.accountId);
    });
    const began = performance.now();
    const { cookies } = await at.signIn.signOut(browser.cookie);
    expect(await told).toBe(actor.accountId);
    expect(performance.now() - began).toBeLessThan(2000);
    await stop();
    expect((await at.who(browser)).kind).toBe("visitor");
    expect(cookies[0]?.options.expires.getTime()).toBe(0);
    expect(await at.signIn.signOut(browser.cookie)).toEqual({ cookies });
  });
});
