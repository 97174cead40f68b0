import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import type { Actor } from "@/domain/kernel/actor";
import { actorFromCookie } from "@/server/account/session";
import { createVault, sha256 } from "@/server/crypto";
import type { Deps } from "@/server/deps";
import { openPayload } from "@/server/mail/enqueue";
import { CoalitionWorld, type TestPerson } from "@/server/realtime/testing/coalition-world";
import { acceptInvitation, readInvitation } from "./accept-invitation";
import { changeRole, removeMember } from "./change-role";
import { runCoalitionJob } from "./coalition-jobs";
import { inviteByMail, makeInvitationLink, readInvitations, resendInvitation, withdrawInvitation } from "./invite";
import { leave } from "./leave";
import { roleIn } from "./workspace";

let database: Database;
let now = new Date("2026-11-24T12:00:00Z");
const vault = createVault("a-secret-of-the-tests-which-is-long-enough");
const clock = { now: () => now };
let deps: Deps;
beforeAll(async () => {
  database = await testDatabase();
  deps = { database, clock, vault, origin: "https://cortege.example.org", demoMailbox: null };
});
afterAll(() => database.close());

const later = (minutes: number) => {
  now = new Date(now.getTime() + minutes * 60_000);
};
const day = 24 * 60;

async function place() {
  const world = await CoalitionWorld.create(database);
  const { db } = database;
  const { slug } = await db
    .selectFrom("coalition")
    .select("slug")
    .where("id", "=", world.coalitionId)
    .executeTakeFirstOrThrow();
  const actorOf = (person: TestPerson) => actorFromCookie(db, person.cookie, { secureCookies: false });
  const person = async (...of: Parameters<typeof world.person>) => {
    const one = await world.person(...of);
    const actor = await actorOf(one);
    if (actor.kind !== "account") throw new Error("nobody");
    return { ...one, actor, email: actor.email, role: () => roleIn(db, actor, world.coalitionId) };
  };
  const boss = await person("coordinator");
  const link = async (over: Record<string, unknown> = {}, by: Actor = boss.actor) => {
    const made = await makeInvitationLink(deps, by, {
      coalition: slug,
      role: "participant",
      days: 7,
      uses: 20,
      ...over,
    });
    return made.ok ? made.value.path.replace("/invitation/", "") : made.refusal.code;
  };
  const mailTo = async (emails: string, role = "member", by: Actor = boss.actor) => {
    // The latest mail is found by its time.
    later(1 / 60);
    const sent = await inviteByMail(deps, by, { coalition: slug, emails, role });
    if (!sent.ok) return sent.refusal.code;
    return (await lastMail()).token;
  };
  const accept = async (who: { actor: Actor }, token: string, name = "Camille") => {
    const done = await acceptInvitation(deps, who.actor, { token, name });
    return done.ok ? done.value.slug : done.refusal.code;
  };
  const open = async () => {
    const listed = await readInvitations(deps, boss.actor, slug);
    return listed.ok ? listed.value.invitations : [];
  };
  return { world, slug, person, boss, link, mailTo, accept, open };
}

async function lastMail() {
  const row = await database.db
    .selectFrom("outbox")
    .select(["payload", "locale"])
    .where("template", "=", "invitation")
    .orderBy("createdAt", "desc")
    .orderBy("id", "desc")
    .executeTakeFirstOrThrow();
  const { to, mail } = openPayload(vault, row.payload ?? "");
  return { to, mail, locale: row.locale, token: mail.path?.replace("/invitation/", "") ?? "" };
}

describe("inviting", () => {
  test("M20 · by mail: one address, one use, in their language, for fourteen days, and no secret is kept", async () => {
    const { slug, person, mailTo, open, boss } = await place();
    const invited = await person(null);
    await database.db.updateTable("account").set({ locale: "en" }).where("id", "=", invited.accountId).execute();
    const token = await mailTo(` ${invited.email.toUpperCase()} `);
    expect(await lastMail()).toMatchObject({
      to: invited.email,
      locale: "en",
      mail: { template: "invitation", values: { role: "member", days: 14 } },
    });
    const [one] = await open();
    expect(one).toMatchObject({ email: invited.email, role: "member", uses: 0, usesMost: 1, by: "coordinator" });
    expect(one?.expires.getTime()).toBe(now.getTime() + 14 * day * 60_000);
    const stored = JSON.stringify(await database.db.selectFrom("invitation").selectAll().execute());
    expect(stored).toContain(sha256(token));
    for (const secret of [token, invited.email]) expect(stored).not.toContain(secret);
    // Invited anew, the older link ends.
    later(1);
    const again = await mailTo(invited.email, "participant");
    expect(await open()).toHaveLength(1);
    expect(await readInvitation(deps, invited.actor, token)).toMatchObject({ value: { end: "revoked" } });
    const shown = await open();
    later(1);
    expect(await resendInvitation(deps, boss.actor, { coalition: slug, invitation: shown[0]?.id })).toMatchObject({
      ok: true,
    });
    const third = (await lastMail()).token;
    expect(new Set([token, again, third]).size).toBe(3);
    expect(await open()).toMatchObject([{ email: invited.email, role: "participant" }]);
  });

  test("M20 · several addresses at once, all or none; what is no address is said", async () => {
    const { slug, boss, open } = await place();
    const invite = (emails: string) => inviteByMail(deps, boss.actor, { coalition: slug, emails, role: "participant" });
    expect(await invite("une@example.org, deux@example.org;\nune@example.org")).toEqual({
      ok: true,
      value: { sent: 2 },
    });
    const many = Array.from({ length: 21 }, (_, index) => `n${index}@example.org`).join(" ");
    for (const [typed, key] of [
      ["trois@example.org, quatre", "emails"],
      [" ", "emails"],
      [many, "emailsMany"],
    ] as const)
      expect(await invite(typed)).toEqual({ ok: false, refusal: { code: "invalid", fields: { emails: key } } });
    expect((await open()).map(({ email }) => email).sort()).toEqual(["deux@example.org", "une@example.org"]);
  });

  test("M20 · a link has a role that is not to coordinate, an end and a number; nobody else makes, sees or ends one", async () => {
    const { slug, person, link, open, boss } = await place();
    for (const wrong of [{ role: "coordinator" }, { days: 3 }, { uses: 0 }, { uses: 501 }, { label: "x".repeat(81) }])
      expect(await link(wrong)).toBe("invalid");
    await link({ label: " Réunion\ndu 26 ", role: "member", uses: 3 });
    expect(await open()).toMatchObject([{ label: "Réunion du 26", role: "member", email: null, usesMost: 3 }]);
    const [one] = await open();
    const target = { coalition: slug, invitation: one?.id };
    for (const other of [await person("member"), await person("participant"), await person(null)]) {
      expect(await link({}, other.actor)).toBe("not_found");
      expect(await readInvitations(deps, other.actor, slug)).toMatchObject({ refusal: { code: "not_found" } });
      expect(await withdrawInvitation(deps, other.actor, target)).toMatchObject({ refusal: { code: "not_found" } });
      expect(await resendInvitation(deps, other.actor, target)).toMatchObject({ refusal: { code: "not_found" } });
    }
    const elsewhere = await place();
    expect(await withdrawInvitation(deps, elsewhere.boss.actor, target)).toMatchObject({
      refusal: { code: "not_found" },
    });
    expect(
      await withdrawInvitation(deps, elsewhere.boss.actor, { ...target, coalition: elsewhere.slug }),
    ).toMatchObject({ refusal: { code: "decided_meanwhile" } });
    expect(await withdrawInvitation(deps, boss.actor, target)).toMatchObject({ ok: true });
    expect(await open()).toEqual([]);
  });

  test("M21 · opening changes nothing; a press accepts, in every mode; who has as much spends nothing", async () => {
    const { slug, world, person, link, accept, open } = await place();
    for (const joinMode of ["open", "request", "invitation"]) {
      await database.db.updateTable("coalition").set({ joinMode }).where("id", "=", world.coalitionId).execute();
      const token = await link({ role: "member", uses: 2 });
      const comer = await person(null);
      expect(await readInvitation(deps, comer.actor, token)).toMatchObject({
        value: { role: "member", end: null, mine: { already: false, refused: null } },
      });
      expect(await comer.role()).toBeNull();
      expect(await accept(comer, token, " ")).toBe("invalid");
      expect(await accept(comer, token)).toBe(slug);
      expect(await accept(comer, token)).toBe(slug);
      const [boss2, reader] = [await person("coordinator"), await person("participant")];
      expect(await accept(boss2, token)).toBe(slug);
      expect([await comer.role(), await boss2.role()]).toEqual(["member", "coordinator"]);
      expect((await open())[0]?.uses).toBe(1);
      // Who took part already is raised, under the name that they have here.
      expect(await accept(reader, token, "")).toBe(slug);
      expect(await reader.role()).toBe("member");
      expect(await accept(await person(null), token)).toBe("invitation_used");
    }
    expect(await acceptInvitation(deps, { kind: "visitor" }, { token: "x" })).toMatchObject({
      refusal: { code: "sign_in_first" },
    });
    const [stranger, nobody] = [await person(null), { kind: "visitor" } as const];
    for (const actor of [stranger.actor, nobody])
      expect(await readInvitation(deps, actor, "x")).toMatchObject({ refusal: { code: "not_found" } });
    expect(await accept(stranger, "x")).toBe("not_found");
  });

  test("M21 · one by mail is for the account of that address alone; ended ones say why", async () => {
    const { slug, person, mailTo, link, accept, open, boss } = await place();
    const [invited, other] = [await person(null), await person(null)];
    const token = await mailTo(invited.email, "coordinator");
    expect(await readInvitation(deps, other.actor, token)).toMatchObject({
      value: { mine: { refused: "invitation_not_yours" } },
    });
    expect(await accept(other, token)).toBe("invitation_not_yours");
    expect(await accept(invited, token)).toBe(slug);
    expect([await invited.role(), await other.role()]).toEqual(["coordinator", null]);
    const spent = await database.db
      .selectFrom("invitation")
      .select("emailSealed")
      .where("tokenHash", "=", sha256(token))
      .executeTakeFirstOrThrow();
    expect(spent.emailSealed).toBeNull();
    const [soon, gone] = [await link({ days: 1 }), await link()];
    const newest = (await open()).find(({ expires }) => expires.getTime() > now.getTime() + 2 * day * 60_000);
    await withdrawInvitation(deps, boss.actor, { coalition: slug, invitation: newest?.id });
    expect(await accept(other, gone)).toBe("invitation_revoked");
    later(day);
    expect(await accept(other, soon)).toBe("invitation_expired");
    for (const [ended, end] of [
      [soon, "expired"],
      [gone, "revoked"],
      [token, "used"],
    ])
      expect(await readInvitation(deps, other.actor, ended ?? "")).toMatchObject({ value: { end } });
    expect(await other.role()).toBeNull();
  });

  /** Two press the last use of a link at the same moment; how many come in. */
  async function bothPress(lock?: Parameters<typeof acceptInvitation>[3]): Promise<number> {
    const { person, link } = await place();
    const token = await link({ uses: 1 });
    const both = [await person(null), await person(null)];
    await Promise.all(both.map(({ actor }) => acceptInvitation(deps, actor, { token, name: "Camille" }, lock)));
    const roles = await Promise.all(both.map((one) => one.role()));
    return roles.filter((role) => role !== null).length;
  }

  test("M22 · of two who press the last use at once, one comes in; without the lock, both would", async () => {
    for (let round = 0; round < 5; round += 1) expect(await bothPress()).toBe(1);
    // Without it, each goes on only once the other has begun.
    let here = 0;
    let meet: () => void = () => undefined;
    const met = new Promise<void>((resolve) => {
      meet = resolve;
    });
    const noLock = async () => {
      here += 1;
      if (here === 2) meet();
      await met;
    };
    expect(await bothPress(noLock)).toBe(2);
  });

  test("M23 · who was removed comes back only by a mail sent to them since; a role taken back is not regained by an old link", async () => {
    const { slug, world, person, link, mailTo, accept, boss } = await place();
    const [removed, lowered, left] = [await person("member"), await person("member"), await person("member")];
    const [letter, token] = [await mailTo(removed.email), await link({ role: "member" })];
    later(1);
    const of = ({ memberId }: { memberId: string }) => ({ coalitionId: world.coalitionId, membershipId: memberId });
    expect(await removeMember(database.db, clock, boss.actor, of(removed))).toMatchObject({ ok: true });
    expect(await changeRole(database.db, clock, boss.actor, { ...of(lowered), role: "participant" })).toMatchObject({
      ok: true,
    });
    expect(await leave(deps, left.actor, { coalition: slug })).toMatchObject({ ok: true });
    for (const old of [letter, token]) expect(await accept(removed, old)).toBe("invitation_overruled");
    expect(await accept(lowered, token)).toBe("invitation_overruled");
    expect(await accept(left, token)).toBe(slug);
    later(1);
    const newLink = await link({ role: "member" });
    expect(await accept(removed, newLink)).toBe("invitation_overruled");
    expect(await accept(lowered, newLink)).toBe(slug);
    expect(await accept(removed, await mailTo(removed.email, "participant"))).toBe(slug);
    expect([await removed.role(), await lowered.role()]).toEqual(["participant", "member"]);
  });

  test("M23 · what a coordinator made ends once they do not coordinate any more", async () => {
    const { slug, world, person, link, accept, boss } = await place();
    const ends = {
      removed: (one: TestPerson) =>
        removeMember(database.db, clock, boss.actor, { coalitionId: world.coalitionId, membershipId: one.memberId }),
      demoted: (one: TestPerson) =>
        changeRole(database.db, clock, boss.actor, {
          coalitionId: world.coalitionId,
          membershipId: one.memberId,
          role: "member",
        }),
      left: (one: { actor: Actor }) => leave(deps, one.actor, { coalition: slug }),
    };
    for (const [how, end] of Object.entries(ends)) {
      const maker = await person("coordinator");
      const token = await link({}, maker.actor);
      expect(await end(maker), how).toMatchObject({ ok: true });
      expect(await accept(await person(null), token), how).toBe("invitation_revoked");
    }
    expect(await accept(await person(null), await link())).toBe(slug);
  });

  test("M24 · mails are limited, to one address and from one coalition; what is over for fourteen days is forgotten", async () => {
    const { boss, mailTo, link, accept, person } = await place();
    const [address, twenty] = [
      "trop@example.org",
      (of: string) => Array.from({ length: 20 }, (_, n) => `${of}${n}@example.org`),
    ];
    for (let sent = 0; sent < 8; sent += 1) expect(await mailTo(address)).not.toBe("too_many");
    expect(await mailTo(address)).toBe("too_many");
    for (const of of ["a", "b"]) expect(await mailTo(twenty(of).join(" "))).not.toBe("too_many");
    expect(await mailTo(twenty("c").join(" "))).toBe("too_many");
    later(60);
    expect(await mailTo(twenty("c").join(" "))).not.toBe("too_many");
    later(60);
    expect(await mailTo(twenty("d").join(" "))).not.toBe("invitations_full");
    expect(await mailTo(twenty("e").join(" "))).toBe("invitations_full");
    const token = await link({ days: 1 });
    later(15 * day - 1);
    expect(await accept(await person(null), token)).toBe("invitation_expired");
    const kept = () =>
      database.db.selectFrom("invitation").select("id").where("tokenHash", "=", sha256(token)).execute();
    await runCoalitionJob(deps);
    expect(await kept()).toHaveLength(1);
    later(2);
    expect((await runCoalitionJob(deps)).invitations).toBeGreaterThan(0);
    expect(await kept()).toEqual([]);
    expect(await readInvitation(deps, boss.actor, token)).toMatchObject({ refusal: { code: "not_found" } });
  });
});
