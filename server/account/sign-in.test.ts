import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Browser, minuteMs, SignInBench } from "./testing";

describe.each(["postgres", "embedded"] as const)("signing in on %s", (engine) => {
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

  const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, "0");
  const accounts = () => at.database.db.selectFrom("account").select("email").where("email", "=", person).execute();

  test("I1 · the code of the mail signs in, in the browser that asked", async () => {
    const browser = new Browser();
    expect((await at.ask(browser, person.toUpperCase(), "/lille")).ok).toBe(true);
    expect(await at.signIn.pending(browser.cookie)).toMatchObject({ email: person, code: "usable" });
    const { code } = await at.lastMail(person);
    const entered = await at.signIn.withCode({ code: `${code.slice(0, 3)} ${code.slice(3)}` }, browser.cookie);
    if (!entered.ok) throw new Error(entered.refusal.code);
    expect(entered.value.path).toBe("/lille");
    browser.keep(entered.value.cookies);
    expect(await at.who(browser)).toMatchObject({ kind: "account", email: person, national: false });
    expect(await at.signIn.pending(browser.cookie)).toBeNull();
  });

  test("I1 · a wrong address or code names its field", async () => {
    expect(await at.ask(new Browser(), "nobody")).toEqual({
      ok: false,
      refusal: { code: "invalid", fields: { email: "email" } },
    });
    expect(await at.signIn.withCode({ code: "12" }, null)).toEqual({
      ok: false,
      refusal: { code: "invalid", fields: { code: "code" } },
    });
    expect(await at.signIn.withCode({ code: "123456" }, null)).toMatchObject({ refusal: { code: "code_void" } });
    expect(await at.signIn.withLink({ token: ["x"] }, null)).toMatchObject({ refusal: { code: "link_void" } });
  });

  test("I2 · code and link end together, hold ten minutes, and are stored hashed", async () => {
    const browser = new Browser();
    await at.ask(browser, person);
    const { code, token } = await at.lastMail(person);
    const stored = JSON.stringify(
      await at.database.db.selectFrom("signIn").selectAll().where("email", "=", person).execute(),
    );
    expect(stored).not.toContain(code);
    expect(stored).not.toContain(token);
    expect((await at.signIn.withCode({ code }, browser.cookie)).ok).toBe(true);
    expect(await at.signIn.withCode({ code }, browser.cookie)).toMatchObject({ refusal: { code: "code_void" } });
    expect(await at.signIn.withLink({ token }, browser.cookie)).toMatchObject({ refusal: { code: "link_void" } });

    at.pass(31_000);
    await at.ask(browser, person);
    const late = await at.lastMail(person);
    at.pass(10 * minuteMs);
    expect(await at.signIn.pending(browser.cookie)).toMatchObject({ code: "expired" });
    expect(await at.signIn.linkTarget(late.token)).toBeNull();
    expect(await at.signIn.withCode({ code: late.code }, browser.cookie)).toMatchObject({
      refusal: { code: "code_void" },
    });
    expect(await at.signIn.withLink({ token: late.token }, browser.cookie)).toMatchObject({
      refusal: { code: "link_void" },
    });
  });

  test("I3 · five wrong codes void the code, not the link", async () => {
    const browser = new Browser();
    await at.ask(browser, person);
    const { code, token } = await at.lastMail(person);
    const codes: string[] = [];
    for (let n = 0; n < 5; n++) {
      const answer = await at.signIn.withCode({ code: wrong(code) }, browser.cookie);
      codes.push(answer.ok ? "ok" : answer.refusal.code);
    }
    expect(codes).toEqual(["code_wrong", "code_wrong", "code_wrong", "code_wrong", "code_void"]);
    expect(await at.signIn.pending(browser.cookie)).toMatchObject({ code: "void" });
    expect(await at.signIn.withCode({ code }, browser.cookie)).toMatchObject({ refusal: { code: "code_void" } });
    expect((await at.signIn.withLink({ token }, new Browser().cookie)).ok).toBe(true);
  });

  test("I3 · wrong codes sent all at once count one by one", async () => {
    const browser = new Browser();
    await at.ask(browser, person);
    const { code } = await at.lastMail(person);
    await Promise.all(Array.from({ length: 12 }, () => at.signIn.withCode({ code: wrong(code) }, browser.cookie)));
    const row = await at.database.db
      .selectFrom("codeFailure")
      .select("count")
      .where("email", "=", person)
      .executeTakeFirstOrThrow();
    expect(row.count).toBe(5);
  });

  test("I4 · a code works only in the browser that asked for it", async () => {
    const [asking, other] = [new Browser(), new Browser()];
    await at.ask(asking, person);
    const { code } = await at.lastMail(person);
    expect(await at.signIn.withCode({ code }, other.cookie)).toMatchObject({ refusal: { code: "code_void" } });
    await at.ask(other, `other-${person}`);
    expect(await at.signIn.withCode({ code }, other.cookie)).toMatchObject({ refusal: { code: "code_wrong" } });
    expect((await at.signIn.withCode({ code }, asking.cookie)).ok).toBe(true);
  });

  test("I5 · a newer mail voids the older of the same browser", async () => {
    const browser = new Browser();
    await at.ask(browser, person);
    const older = await at.lastMail(person);
    at.pass(31_000);
    await at.ask(browser, person);
    const newer = await at.lastMail(person);
    expect(await at.signIn.withLink({ token: older.token }, browser.cookie)).toMatchObject({
      refusal: { code: "link_void" },
    });
    if (older.code !== newer.code)
      expect((await at.signIn.withCode({ code: older.code }, browser.cookie)).ok).toBe(false);
    expect((await at.signIn.withCode({ code: newer.code }, browser.cookie)).ok).toBe(true);
  });

  test("I5 · a stranger who asks for someone's address, and types wrong codes for it, takes nothing from them", async () => {
    const [owner, stranger] = [new Browser(), new Browser()];
    await at.ask(owner, person);
    const first = await at.signIn.withLink({ token: (await at.lastMail(person)).token }, owner.cookie);
    if (!first.ok) throw new Error(first.refusal.code);
    owner.keep(first.value.cookies);
    at.pass(31_000);
    await at.ask(owner, person);
    const { code } = await at.lastMail(person);
    for (let n = 0; n < 8; n++) {
      at.pass(31_000);
      await at.ask(stranger, person);
      for (let m = 0; m < 3; m++) await at.signIn.withCode({ code: "000000" }, stranger.cookie);
    }
    expect((await at.signIn.withCode({ code }, owner.cookie)).ok).toBe(true);
    at.pass(31_000);
    expect((await at.ask(owner, person)).ok).toBe(true);
    expect((await at.signIn.withLink({ token: (await at.lastMail(person)).token }, owner.cookie)).ok).toBe(true);
  });

  test("I6 · after 30 wrong codes in a day only the link works, until the next day", async () => {
    let browser = new Browser();
    for (let n = 0; n < 30; n++) {
      if (n % 5 === 0) {
        browser = new Browser();
        at.pass(31_000);
        await at.ask(browser, person);
      }
      const { code } = await at.lastMail(person);
      await at.signIn.withCode({ code: wrong(code) }, browser.cookie);
    }
    const fresh = new Browser();
    at.pass(31_000);
    await at.ask(fresh, person);
    const locked = await at.lastMail(person);
    expect(await at.signIn.pending(fresh.cookie)).toMatchObject({ code: "locked" });
    expect(await at.signIn.withCode({ code: locked.code }, fresh.cookie)).toMatchObject({
      refusal: { code: "code_locked" },
    });
    expect((await at.signIn.withLink({ token: locked.token }, fresh.cookie)).ok).toBe(true);

    at.pass(24 * 60 * minuteMs);
    const tomorrow = new Browser();
    await at.ask(tomorrow, person);
    const { code } = await at.lastMail(person);
    expect((await at.signIn.withCode({ code }, tomorrow.cookie)).ok).toBe(true);
  });

  test("I7 · a known and an unknown address get the same answer; an account is made at the proof, without role", async () => {
    const browser = new Browser();
    const unknown = await at.ask(browser, person);
    expect(await accounts()).toEqual([]);
    const entered = await at.signIn.withLink({ token: (await at.lastMail(person)).token }, browser.cookie);
    expect(entered.ok).toBe(true);
    expect(await accounts()).toHaveLength(1);
    const roles = await at.database.db
      .selectFrom("membership")
      .innerJoin("account", "account.id", "membership.accountId")
      .where("account.email", "=", person)
      .select("role")
      .execute();
    expect(roles).toEqual([]);
    at.pass(31_000);
    const known = await at.ask(browser, person);
    const shape = (answer: typeof known) =>
      answer.ok ? { ...answer.value, cookies: answer.value.cookies.length } : answer;
    expect(shape(known)).toEqual(shape(unknown));
    const mails = (await at.mailsTo(person)).map(({ template, values }) => ({ template, values }));
    expect(mails[0]).toEqual(mails[1]);
  });

  test("I8 · looking at the link spends nothing; of many POSTs at once one signs in, and one account is made", async () => {
    await at.ask(new Browser(), person);
    const { token } = await at.lastMail(person);
    for (let n = 0; n < 10; n++) expect(await at.signIn.linkTarget(token)).toEqual({ email: person });
    const answers = await Promise.all(Array.from({ length: 12 }, () => at.signIn.withLink({ token }, null)));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(await at.signIn.linkTarget(token)).toBeNull();
    expect(await accounts()).toHaveLength(1);
    expect(await at.sessionsOf(person)).toHaveLength(1);
  });

  test("I8 · two links of one new address, used at once, make one account", async () => {
    const [one, other] = [new Browser(), new Browser()];
    await at.ask(one, person);
    const first = await at.lastMail(person);
    await at.ask(other, person);
    const second = await at.lastMail(person);
    const answers = await Promise.all([first, second].map(({ token }) => at.signIn.withLink({ token }, null)));
    expect(answers.map(({ ok }) => ok)).toEqual([true, true]);
    expect(await accounts()).toHaveLength(1);
  });

  test("I9 · another mail after 30 seconds, not before, and at most ten an hour", async () => {
    const browser = new Browser();
    await at.ask(browser, person);
    at.pass(29_000);
    expect((await at.ask(browser, person)).ok).toBe(true);
    expect(await at.mailsTo(person)).toHaveLength(1);
    at.pass(1_000);
    await at.ask(browser, person);
    expect(await at.mailsTo(person)).toHaveLength(2);

    // A browser that proved the address keeps two that no stranger can use up.
    const entered = await at.signIn.withLink({ token: (await at.lastMail(person)).token }, browser.cookie);
    if (!entered.ok) throw new Error(entered.refusal.code);
    browser.keep(entered.value.cookies);
    for (let n = 2; n < 8; n++) expect((await at.ask(new Browser(), person)).ok).toBe(true);
    expect(await at.ask(new Browser(), person)).toMatchObject({ refusal: { code: "too_many" } });
    const forged = new Browser();
    forged.keep(entered.value.cookies.filter(({ name }) => name.endsWith("known")));
    expect(await at.ask(forged, person)).toMatchObject({ refusal: { code: "too_many" } });
    for (let n = 8; n < 10; n++) {
      at.pass(31_000);
      expect((await at.ask(browser, person)).ok).toBe(true);
    }
    at.pass(31_000);
    expect(await at.ask(browser, person)).toMatchObject({ refusal: { code: "too_many" } });
    expect(await at.mailsTo(person)).toHaveLength(10);
    at.pass(61 * minuteMs);
    expect((await at.ask(new Browser(), person)).ok).toBe(true);
  });

  test("I9 · asked for by many at once, no more than that", async () => {
    await Promise.all(Array.from({ length: 25 }, () => at.ask(new Browser(), person)));
    expect(await at.mailsTo(person)).toHaveLength(8);
  });

  test("I12 · one is led only to a path of this site", async () => {
    const browser = new Browser();
    await at.ask(browser, person, "//example.com/");
    const entered = await at.signIn.withLink({ token: (await at.lastMail(person)).token }, browser.cookie);
    expect(entered).toMatchObject({ ok: true, value: { path: "/espace" } });
  });
});
