import type { Database } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { createVault } from "@/server/crypto";
import { openPayload } from "@/server/mail/enqueue";
import type { CookieToSet } from "./cookies";
import { actorFromCookie } from "./session";
import { createSignIn } from "./sign-in";

export const minuteMs = 60_000;

/** For tests. A browser: keeps the cookies that it is given. */
export class Browser {
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

/** For tests. Signing in on a fresh database, over https, with a clock to move and the mails to read. */
export class SignInBench {
  readonly signIn: ReturnType<typeof createSignIn>;
  readonly #vault = createVault("a-secret-of-the-tests-which-is-long-enough");
  #at = Date.parse("2026-11-24T12:00:00Z");

  private constructor(readonly database: Database) {
    const clock = { now: () => this.now() };
    const origin = "https://cortege.example.org";
    this.signIn = createSignIn({ db: database.db, vault: this.#vault, origin, clock });
  }

  static async open(engine: "postgres" | "embedded"): Promise<SignInBench> {
    return new SignInBench(await testDatabase({ engine }));
  }

  now(): Date {
    return new Date(this.#at);
  }

  pass(ms: number): void {
    this.#at += ms;
  }

  /** All mails to an address, the latest last. */
  async mailsTo(to: string) {
    const rows = await this.database.db.selectFrom("outbox").select("payload").orderBy("createdAt").execute();
    return rows
      .map(({ payload }) => openPayload(this.#vault, payload ?? ""))
      .flatMap((one) => (one.to === to ? [one.mail] : []));
  }

  /** Code and link of the latest mail to an address. */
  async lastMail(to: string): Promise<{ code: string; token: string }> {
    const mail = (await this.mailsTo(to)).at(-1);
    if (mail?.template !== "sign-in") throw new Error("no mail");
    return { code: mail.code, token: mail.path.split("/").at(-1) ?? "" };
  }

  async ask(browser: Browser, email: string, returnPath?: string) {
    const asked = await this.signIn.request({ email, returnPath }, browser.context);
    if (asked.ok) browser.keep(asked.value.cookies);
    return asked;
  }

  /** Asks for a mail and uses its link, all in this browser; answers with the cookies that it got. */
  async enter(browser: Browser, email: string): Promise<CookieToSet[]> {
    await this.ask(browser, email);
    const entered = await this.signIn.withLink({ token: (await this.lastMail(email)).token }, browser.cookie);
    if (!entered.ok) throw new Error(entered.refusal.code);
    browser.keep(entered.value.cookies);
    return entered.value.cookies;
  }

  who(browser: Browser) {
    return actorFromCookie(this.database.db, browser.cookie, { secureCookies: true, now: this.now() });
  }

  async sessionsOf(email: string) {
    return this.database.db
      .selectFrom("session")
      .innerJoin("account", "account.id", "session.accountId")
      .where("account.email", "=", email)
      .select("tokenHash")
      .execute();
  }
}
