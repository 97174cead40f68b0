import { solveChallenge } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/pbkdf2";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ensureAccount } from "@/db/account";
import type { Database } from "@/db/client";
import { insertTestCoalition } from "@/db/testing/coalition";
import { testDatabase } from "@/db/testing/database";
import { contactRates } from "@/domain/coalition/contact";
import { createVault } from "@/server/crypto";
import type { Deps } from "@/server/deps";
import { openPayload } from "@/server/mail/enqueue";
import { confirmContact, contactChallenge, forgetContacts, waitingContact, writeToCoalition } from "./contact";

describe.each(["postgres", "embedded"] as const)("messages to a coalition on %s", (engine) => {
  let database: Database;
  let deps: Deps;
  let slug: string;
  let elsewhere: string;
  let now = Date.now();
  let serial = 0;

  beforeAll(async () => {
    database = await testDatabase({ engine });
    deps = {
      database,
      clock: { now: () => new Date(now) },
      vault: createVault("a-secret-of-the-tests-which-is-long-enough"),
      origin: "https://cortege.example.org",
      demoMailbox: null,
    };
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    now = Date.now();
    for (const table of ["outbox", "contactMessage"] as const) await database.db.deleteFrom(table).execute();
    slug = await coalition(["mobilisation@example.org", "transport@example.org"]);
    elsewhere = await coalition(["ailleurs@example.org"]);
  });

  async function coalition(coordinators: string[]): Promise<string> {
    const made = await insertTestCoalition(database.db, { publishedAt: new Date("2026-09-01T00:00:00Z") });
    for (const email of [...coordinators, "membre@example.org"]) {
      const { id: accountId } = await ensureAccount(database.db, email);
      const role = coordinators.includes(email) ? "coordinator" : "member";
      await database.db
        .insertInto("membership")
        .values({ coalitionId: made.id, accountId, name: role, role })
        .execute();
    }
    return made.slug;
  }
  async function proof(of = slug): Promise<string> {
    const made = await contactChallenge(deps, of);
    if (!made.ok) throw new Error(made.refusal.code);
    const solution = await solveChallenge({ challenge: made.value, deriveKey });
    return JSON.stringify({ challenge: made.value, solution });
  }
  const write = (fields: Record<string, unknown> = {}, network: string | null = null) =>
    writeToCoalition(
      deps,
      { coalition: slug, name: "Camille", email: "visite@example.org", message: "Bonjour, puis-je venir ?", ...fields },
      { network, locale: "fr" },
    );
  async function mails() {
    const rows = await database.db.selectFrom("outbox").select("payload").orderBy("createdAt").execute();
    return rows.map(({ payload }) => openPayload(deps.vault, payload ?? ""));
  }
  async function stored(): Promise<string> {
    return JSON.stringify(await database.db.selectFrom("contactMessage").selectAll().execute());
  }

  test("B50 · with a proof of work a message leaves at once, to each coordinator alone, to be answered to its sender", async () => {
    expect(await write({ altcha: await proof() })).toEqual({ ok: true, value: "sent" });
    const sent = await mails();
    expect(sent.map(({ to }) => to).sort()).toEqual(["mobilisation@example.org", "transport@example.org"]);
    for (const { mail } of sent)
      expect(mail).toMatchObject({
        template: "contact-message",
        replyTo: "visite@example.org",
        values: { name: "Camille", message: "Bonjour, puis-je venir ?", verified: "no" },
      });
    expect(await stored()).not.toMatch(/Camille|visite|Bonjour/);
  });

  test("B50 · a proof counts once, in time, for its own coalition, and as it was signed; else a mail is to be confirmed", async () => {
    const used = await proof();
    await write({ altcha: used });
    const forged = JSON.parse(used);
    forged.challenge.parameters.nonce = "0".repeat(32);
    const early = await proof();
    const other = await proof(elsewhere);
    for (const altcha of [used, other, JSON.stringify(forged), "{}", "x".repeat(3000), undefined, 7])
      expect(await write({ altcha, email: `visite-${++serial}@example.org` })).toEqual({
        ok: true,
        value: "to_confirm",
      });
    now += 16 * 60_000;
    expect(await write({ altcha: early })).toEqual({ ok: true, value: "to_confirm" });
  });

  test("B51 · without a proof nothing leaves before its sender has pressed the button behind the mail's link, once", async () => {
    expect(await write()).toEqual({ ok: true, value: "to_confirm" });
    const [asked] = await mails();
    expect(asked).toMatchObject({ to: "visite@example.org", mail: { template: "contact-confirm" } });
    const token = asked?.mail.path?.split("/").at(-1) ?? "";
    expect(await stored()).not.toMatch(/Camille|visite|Bonjour/);
    expect(await waitingContact(deps, token)).toMatchObject({ message: "Bonjour, puis-je venir ?" });
    expect(await mails()).toHaveLength(1);
    const both = await Promise.all([confirmContact(deps, { token }), confirmContact(deps, { token })]);
    expect(both.map((done) => (done.ok ? done.value : done.refusal.code)).sort()).toEqual(["link_void", "sent"]);
    expect((await mails()).slice(1).map(({ mail }) => mail)).toMatchObject([
      { template: "contact-message", values: { verified: "yes" } },
      { template: "contact-message", values: { verified: "yes" } },
    ]);
    expect(await waitingContact(deps, token)).toBeNull();
    for (const bad of ["", "x", undefined, 3]) expect((await confirmContact(deps, { token: bad })).ok).toBe(false);
  });

  test("B51 · a day later the link leads nowhere, and nothing is left of the message", async () => {
    await write();
    const [asked] = await mails();
    const token = asked?.mail.path?.split("/").at(-1) ?? "";
    now += 24 * 60 * 60_000 + 1000;
    expect(await confirmContact(deps, { token })).toEqual({ ok: false, refusal: { code: "link_void" } });
    expect(await forgetContacts(database.db, new Date(now))).toBe(1);
    expect(await stored()).toBe("[]");
  });

  test("B52 · a network and an address write so many messages, and no more; a program that fills in every field writes none", async () => {
    expect(await write({ site: "https://example.org", altcha: await proof() })).toEqual({ ok: true, value: "sent" });
    expect(await mails()).toEqual([]);
    const from = (n: number, network: string) => write({ email: `visite-${++serial}-${n}@example.org` }, network);
    for (let n = 0; n < contactRates.networkHour; n++) expect((await from(n, "203.0.113.9")).ok).toBe(true);
    expect(await from(99, "203.0.113.9")).toEqual({ ok: false, refusal: { code: "too_many" } });
    expect((await from(99, "203.0.113.10")).ok).toBe(true);
    now += 61 * 60_000;
    expect((await from(99, "203.0.113.9")).ok).toBe(true);
    for (let n = 0; n < contactRates.emailDay; n++) expect((await write()).ok).toBe(true);
    expect(await write()).toEqual({ ok: false, refusal: { code: "too_many" } });
  });

  test("B52 · what is wrong is said by field, and an unknown coalition takes no message", async () => {
    const wrong = { name: " ", email: "nowhere", message: "court" };
    expect(await write(wrong)).toEqual({
      ok: false,
      refusal: { code: "invalid", fields: { name: "name", email: "email", message: "message" } },
    });
    expect(await write({ name: "Camille\r\nBcc: x@example.org" })).toEqual({ ok: true, value: "to_confirm" });
    expect(await write({ coalition: "nulle-part" })).toEqual({ ok: false, refusal: { code: "not_found" } });
    expect(await write({ coalition: "Api/../x" })).toEqual({ ok: false, refusal: { code: "not_found" } });
  });
});
