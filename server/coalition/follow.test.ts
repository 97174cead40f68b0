import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ensureAccount } from "@/db/account";
import type { Database } from "@/db/client";
import { eraseAddress } from "@/db/person";
import { insertTestCoalition } from "@/db/testing/coalition";
import { testDatabase } from "@/db/testing/database";
import { followTiming } from "@/domain/coalition/following";
import { type Actor, visitor } from "@/domain/kernel/actor";
import { createVault } from "@/server/crypto";
import type { Deps } from "@/server/deps";
import { openPayload } from "@/server/mail/enqueue";
import { addressesPerNetwork, mailsKeptForKnown, mailsPerHour } from "@/server/mail/template";
import {
  changeFollow,
  confirmFollow,
  follow,
  followPage,
  followsFor,
  followToken,
  forgetFollowers,
  myFollows,
} from "./follow";

describe.each(["postgres", "embedded"] as const)("following on %s", (engine) => {
  let database: Database;
  let deps: Deps;
  let coalition: { id: string; slug: string };
  let now = Date.now();

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
    for (const table of ["outbox", "follower"] as const) await database.db.deleteFrom(table).execute();
    coalition = await insertTestCoalition(database.db, { publishedAt: new Date("2026-09-01T00:00:00Z") });
  });

  const ask = (fields: Record<string, unknown> = {}, actor: Actor = visitor, network: string | null = null) => {
    // Mails are read in the order of their instants.
    now += 1;
    const raw = { coalition: coalition.slug, email: " Voisine@Example.org", ...fields };
    return follow(deps, actor, raw, { network, locale: "fr" });
  };
  async function mails() {
    const rows = await database.db.selectFrom("outbox").select("payload").orderBy("createdAt").execute();
    return rows.map(({ payload }) => openPayload(deps.vault, payload ?? ""));
  }
  const tokenOf = (path = "") => path.split("/").at(-1) ?? "";
  const rows = () => database.db.selectFrom("follower").selectAll().execute();
  /** Asks and confirms; the key to the page. */
  async function following(email = "voisine@example.org"): Promise<string> {
    await ask({ email });
    const done = await confirmFollow(deps, { token: tokenOf((await mails()).at(-1)?.mail.path) });
    if (!done.ok) throw new Error(done.refusal.code);
    return tokenOf(done.value.path);
  }
  async function person(email: string): Promise<Extract<Actor, { kind: "account" }>> {
    const { id: accountId } = await ensureAccount(database.db, email);
    return { kind: "account", accountId, email, name: "", national: false };
  }
  async function member(email: string): Promise<Extract<Actor, { kind: "account" }>> {
    const actor = await person(email);
    await database.db
      .insertInto("membership")
      .values({ coalitionId: coalition.id, accountId: actor.accountId, name: "Membre", role: "member" })
      .execute();
    return actor;
  }

  test("N1 · an address follows once the button behind its mail's link is pressed, once; looking confirms nothing", async () => {
    expect(await ask()).toEqual({ ok: true, value: "to_confirm" });
    const [asked] = await mails();
    expect(asked).toMatchObject({ to: "voisine@example.org", mail: { template: "follow-confirm" } });
    const token = tokenOf(asked?.mail.path);
    expect(await followPage(deps, token)).toMatchObject({ ok: true, value: { kind: "waiting" } });
    expect((await rows())[0]).toMatchObject({ confirmedAt: null });
    expect(JSON.stringify(await rows())).not.toContain(token);
    const both = await Promise.all([confirmFollow(deps, { token }), confirmFollow(deps, { token })]);
    expect(both.map((done) => (done.ok ? "ok" : done.refusal.code)).sort()).toEqual(["link_void", "ok"]);
    expect((await rows())[0]).toMatchObject({ confirmedAt: new Date(now), consentVersion: expect.stringMatching(/./) });
    expect(await followPage(deps, token)).toEqual({ ok: true, value: { kind: "used" } });
    expect(await followPage(deps, "inconnu")).toMatchObject({ refusal: { code: "not_found" } });
    const [listed] = await followsFor({ db: database.db, vault: deps.vault }, "voisine@example.org");
    expect(listed).toMatchObject({ slug: coalition.slug, frequency: "now" });
  });

  test("N1 · the answer is the same for who follows already, and the last link is the one that counts, for a week", async () => {
    await ask();
    await ask();
    const [first, second] = (await mails()).map(({ mail }) => tokenOf(mail.path));
    expect((await confirmFollow(deps, { token: first })).ok).toBe(false);
    expect((await confirmFollow(deps, { token: second })).ok).toBe(true);
    expect(await ask()).toEqual({ ok: true, value: "to_confirm" });
    expect((await mails()).at(-1)?.mail.template).toBe("follow-known");
    expect(await rows()).toHaveLength(1);
    await ask({ email: "tardive@example.org" });
    const late = tokenOf((await mails()).at(-1)?.mail.path);
    now += followTiming.confirmMs + 1;
    expect((await confirmFollow(deps, { token: late })).ok).toBe(false);
    for (const token of ["", "x", undefined, 3]) expect((await confirmFollow(deps, { token })).ok).toBe(false);
  });

  test("N1 · who is signed in follows by one press; one of the coalition's people has no second row", async () => {
    const neighbour = await person("voisin@example.org");
    expect(await ask({ email: "autre@example.org" }, neighbour)).toEqual({ ok: true, value: "following" });
    expect(await rows()).toMatchObject([{ email: "voisin@example.org", confirmedAt: new Date(now) }]);
    expect(await mails()).toEqual([]);
    const own = await member("membre@example.org");
    await database.db
      .updateTable("membership")
      .set({ frequency: "never" })
      .where("accountId", "=", own.accountId)
      .execute();
    await following("membre@example.org");
    expect(await rows()).toHaveLength(1);
    expect(await myFollows(deps, own)).toMatchObject([{ slug: coalition.slug, frequency: "now" }]);
  });

  test("N1 · a coalition that is not published is not followed", async () => {
    const { slug } = await insertTestCoalition(database.db);
    for (const wrong of [slug, "nulle-part", "", 7, undefined])
      expect(await ask({ coalition: wrong })).toMatchObject({ refusal: { code: "not_found" } });
    for (const email of ["", "x", 7, undefined])
      expect(await ask({ email })).toMatchObject({ refusal: { code: "invalid", fields: { email: "email" } } });
    expect(await rows()).toEqual([]);
  });

  test("N2 · mails to one address are limited, also when many ask at once; who fills in the hidden field gets none", async () => {
    expect(await ask({ site: "https://example.org" })).toEqual({ ok: true, value: "to_confirm" });
    expect(await rows()).toEqual([]);
    const most = mailsPerHour - mailsKeptForKnown;
    const all = await Promise.all(Array.from({ length: most + 3 }, () => ask()));
    expect(all.filter(({ ok }) => ok)).toHaveLength(most);
    for (const refused of all.filter(({ ok }) => !ok)) expect(refused).toMatchObject({ refusal: { code: "too_many" } });
    expect(await mails()).toHaveLength(most);
  });

  test("N2 · one network asks for so many addresses within an hour and no more; another one goes on", async () => {
    for (let n = 0; n < addressesPerNetwork.hour; n++)
      expect((await ask({ email: `a${n}@example.org` }, visitor, "192.0.2.1")).ok).toBe(true);
    expect(await ask({ email: "de-trop@example.org" }, visitor, "192.0.2.1")).toMatchObject({
      refusal: { code: "too_many" },
    });
    expect((await ask({ email: "de-trop@example.org" }, visitor, "192.0.2.2")).ok).toBe(true);
  });

  test("N2 · two weeks later nothing is left of who did not confirm, and all of who did", async () => {
    await following("fidele@example.org");
    await ask();
    now += followTiming.forgetMs - 1000;
    expect(await forgetFollowers(database.db, new Date(now))).toBe(0);
    now += 2000;
    expect(await forgetFollowers(database.db, new Date(now))).toBe(1);
    expect(await rows()).toMatchObject([{ email: "fidele@example.org" }]);
    // Nor, six months later, of who followed a coalition that was put away.
    const archived = (archivedAt: Date | null) =>
      database.db
        .updateTable("coalition")
        .set({ archivedAt, publishedAt: archivedAt ? null : new Date(0) })
        .where("id", "=", coalition.id)
        .execute();
    await archived(new Date(now - followTiming.archivedMs + 1000));
    expect(await forgetFollowers(database.db, new Date(now))).toBe(0);
    await archived(new Date(now - followTiming.archivedMs - 1000));
    expect(await forgetFollowers(database.db, new Date(now))).toBe(1);
    await archived(null);
    expect(await rows()).toEqual([]);
  });

  test("N3 · who follows changes how often, and stops by one press, as often as they press", async () => {
    const token = await following();
    expect(await changeFollow(deps, { token, frequency: "daily" })).toMatchObject({ ok: true });
    expect(await followPage(deps, token)).toMatchObject({
      ok: true,
      value: { kind: "following", follow: { frequency: "daily", slug: coalition.slug } },
    });
    for (let press = 0; press < 2; press++)
      expect(await changeFollow(deps, { token, frequency: "never" })).toEqual({ ok: true, value: null });
    expect(await rows()).toEqual([]);
    expect(await followPage(deps, token)).toEqual({ ok: true, value: { kind: "stopped" } });
    expect(await changeFollow(deps, { token, frequency: "now" })).toMatchObject({ refusal: { code: "link_void" } });
  });

  test("N3 · a key that is not ours opens and changes nothing", async () => {
    const token = await following();
    const other = crypto.randomUUID();
    const forged = [`${other}${token.slice(36)}`, `${token.slice(0, -1)}g`, token.slice(0, 36), "", undefined, 4];
    for (const wrong of forged) {
      expect(await changeFollow(deps, { token: wrong, frequency: "never" })).toMatchObject({ ok: false });
      expect((await followPage(deps, String(wrong))).ok).toBe(false);
    }
    expect(await changeFollow(deps, { token, frequency: "hourly" })).toMatchObject({ ok: false });
    expect(await rows()).toHaveLength(1);
  });

  test("N3 · one of the coalition's people who stops hears nothing, by address either, and stays one of them", async () => {
    const token = await following("deux-fois@example.org");
    const own = await member("deux-fois@example.org");
    expect(await followsFor({ db: database.db, vault: deps.vault }, own.email)).toHaveLength(1);
    await changeFollow(deps, { token, frequency: "never" });
    expect(await rows()).toEqual([]);
    expect(await myFollows(deps, own)).toMatchObject([{ frequency: "never" }]);
    const { id, role } = await database.db
      .selectFrom("membership")
      .select(["id", "role"])
      .where("accountId", "=", own.accountId)
      .executeTakeFirstOrThrow();
    expect(role).toBe("member");
    await changeFollow(deps, { token: followToken(deps.vault, id), frequency: "daily" });
    expect(await myFollows(deps, own)).toMatchObject([{ frequency: "daily" }]);
  });

  test("N4 · erasing an address erases what it follows, and nobody else's", async () => {
    await following("reste@example.org");
    await following("partie@example.org");
    await database.db
      .transaction()
      .execute((trx) => eraseAddress(trx, { accountId: null, email: "partie@example.org", hashes: ["x"] }));
    expect(await rows()).toMatchObject([{ email: "reste@example.org" }]);
  });
});
