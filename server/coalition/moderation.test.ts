import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { findDeclaration } from "@/db/declaration";
import { listQueue } from "@/db/queue";
import { insertTestCoalition } from "@/db/testing/coalition";
import { testDatabase } from "@/db/testing/database";
import { insertTestAccount } from "@/db/testing/trip";
import { type Actor, visitor } from "@/domain/kernel/actor";
import type { Result } from "@/domain/kernel/result";
import en from "@/messages/en.json";
import fr from "@/messages/fr.json";
import { acceptInvitation } from "./accept-invitation";
import { runCoalitionJob } from "./coalition-jobs";
import { decide } from "./decide";
import { confirmContact, contactPage, declineContact, reopenDeclaration } from "./declaration-contact";
import { readDeclaration, saveStep } from "./declare";
import { readDecisions, readFile, readQueue } from "./moderation";
import { publicCoalition } from "./read-public";
import { answerReport, reportCoalition } from "./reports";
import { sendDeclaration } from "./send-declaration";
import { aDeclaration, people } from "./testing-declaration";

let database: Database;
beforeAll(async () => {
  database = await testDatabase({ poolSize: 12 });
});
afterAll(() => database.close());

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`);
  return result.value;
}

async function nationalActor(national = true): Promise<Actor> {
  const email = `${crypto.randomUUID()}@example.org`;
  const { id } = await database.db
    .insertInto("account")
    .values({ email, national, name: "Coordination nationale" })
    .returning("id")
    .executeTakeFirstOrThrow();
  return { kind: "account", accountId: id, email, name: "Coordination nationale", national };
}

async function received(
  more: Record<string, string> = {},
  shows: readonly (readonly string[])[] = [["firstName", "email"], []],
) {
  const one = await aDeclaration(database);
  const tokens = await one.sent({ name: `Essai ${crypto.randomUUID().slice(0, 8)}`, ...more });
  for (const [index, token] of tokens.entries()) must(await confirmContact(one.deps, { token, shows: shows[index] }));
  const id = await one.id();
  const moderator = await nationalActor();
  return {
    ...one,
    tokens,
    declarationId: id,
    moderator,
    decide: (raw: Record<string, unknown>, actor: Actor = moderator) =>
      decide(one.deps, actor, { id, message: "Bienvenue !", ...raw }),
  };
}

test("B14 · the queue, its files and the decisions are read by national coordinators; to others they do not exist", async () => {
  const { deps, declarationId, moderator, decide: verdict } = await received();
  expect(must(await readQueue(deps, moderator, {})).figures.received).toBeGreaterThan(0);
  expect(must(await readFile(deps, moderator, declarationId)).contacts[0]).toMatchObject({
    shows: ["firstName", "email"],
  });
  for (const actor of [visitor, await nationalActor(false)]) {
    for (const read of [
      readQueue(deps, actor, {}),
      readFile(deps, actor, declarationId),
      readDecisions(deps, actor, 1),
      verdict({ verdict: "publish" }, actor),
      answerReport(deps, actor, { id: declarationId, message: "Merci" }),
    ])
      expect(await read).toMatchObject({ refusal: { code: "not_found" } });
  }
  const { sent, id } = await aDeclaration(database);
  await sent();
  // What its contacts have not confirmed is nobody's to read.
  expect(await readFile(deps, moderator, await id())).toMatchObject({ refusal: { code: "not_found" } });
});

test("B15 · publishing makes the page, its place, channels and contacts by consent; both contacts coordinate", async () => {
  const {
    deps,
    tokens,
    mails,
    state,
    decide: verdict,
  } = await received({ list: "liste@example.org", phone: "03 20 00 00 00" });
  expect(await verdict({ verdict: "publish", message: " " })).toMatchObject({
    refusal: { fields: { message: "message" } },
  });
  const { slug } = must(await verdict({ verdict: "publish" }));
  expect(await state()).toBe("published");
  const page = must(await publicCoalition(deps, slug ?? ""));
  expect(page.coalition).toMatchObject({ town: "Roubaix", departement: "59", region: "Hauts-de-France" });
  expect(page.contacts).toEqual([
    expect.objectContaining({ role: people.firstName1, email: deps.unique(people.email1) }),
  ]);
  expect(JSON.stringify(page)).not.toContain(people.lastName2);
  const channels = await database.db
    .selectFrom("coalitionChannel")
    .select(["kind", "address"])
    .where("coalitionId", "=", page.coalition.id)
    .orderBy("position")
    .execute();
  expect(channels).toEqual([
    { kind: "phone", address: "tel:0320000000" },
    { kind: "list", address: "mailto:liste@example.org" },
  ]);
  const members = await database.db
    .selectFrom("membership")
    .select(["role", "name"])
    .where("coalitionId", "=", page.coalition.id)
    .orderBy("name")
    .execute();
  expect(members).toEqual([
    { role: "coordinator", name: people.firstName1 },
    { role: "coordinator", name: people.firstName2 },
  ]);
  expect(await mails("declaration-published")).toHaveLength(2);
  // Taken back as it was given: gone from the page at once.
  must(await confirmContact(deps, { token: tokens[0], shows: ["firstName"] }));
  expect(must(await publicCoalition(deps, slug ?? "")).contacts).toEqual([
    expect.objectContaining({ role: people.firstName1, email: null }),
  ]);
  must(await declineContact(deps, { token: tokens[0] }));
  expect(must(await publicCoalition(deps, slug ?? "")).contacts).toEqual([]);
});

test("B15 · a name that is ours, or taken, leads to another address", async () => {
  const slugs: (string | null)[] = [];
  for (let n = 0; n < 3; n += 1) {
    const { decide: verdict } = await received({ name: "Connexion" });
    slugs.push(must(await verdict({ verdict: "publish" })).slug);
  }
  expect(slugs).toEqual(["connexion-59", "connexion-2", "connexion-3"]);
});

test("B15 · asked back, the contacts complete it in their browser, and it comes again", async () => {
  const { deps, tokens, state, moderator, declarationId, decide: verdict } = await received();
  must(await verdict({ verdict: "ask", message: "Quelle ville ?" }));
  expect(await contactPage(deps, tokens[1])).toMatchObject({
    value: { state: "asked_back", words: "Quelle ville ?" },
  });
  const [cookie] = must(await reopenDeclaration(deps, { token: tokens[1] }));
  const context = { cookie: `${cookie?.name}=${cookie?.value}`, network: null, locale: "fr" };
  expect(await readDeclaration(deps, context.cookie)).toMatchObject({ state: "draft", people: { ok: true } });
  must(await saveStep(deps, { step: "2", words: "Roubaix et ses environs." }, context));
  must(await saveStep(deps, { step: "4", agreed: "on" }, context));
  expect(await sendDeclaration(deps, context)).toMatchObject({ ok: true });
  // Both had confirmed, with the same addresses.
  expect(await state()).toBe("received");
  expect(must(await readFile(deps, moderator, declarationId)).about.words).toBe("Roubaix et ses environs.");
});

test("B15 · refused, nothing is published, and all of it goes fourteen days later", async () => {
  const { deps, tokens, mails, advance, decide: verdict } = await received();
  // The letter that is proposed is not sent as it is.
  for (const { moderation } of [fr, en])
    expect(await verdict({ verdict: "refuse", message: moderation.refuse.letter })).toMatchObject({
      refusal: { fields: { message: "gap" } },
    });
  must(await verdict({ verdict: "refuse", message: "Ce n’est pas une coalition." }));
  expect((await mails("declaration-refused")).map(({ mail }) => mail.values)).toEqual(
    Array(2).fill(expect.objectContaining({ message: "Ce n’est pas une coalition." })),
  );
  expect(await contactPage(deps, tokens[0])).toMatchObject({ value: { state: "refused", coalition: null } });
  advance(14 * 86_400_000 + 1);
  expect(await contactPage(deps, tokens[0])).toMatchObject({ refusal: { code: "link_void" } });
});

test("B15 · reunited with another, its contacts are invited there, each by a link of their own, and who coordinates is told", async () => {
  const { deps, mails, moderator, decide: verdict } = await received();
  const other = await received();
  const { slug } = must(await other.decide({ verdict: "publish" }));
  expect(await verdict({ verdict: "merge", into: "nulle-part" })).toMatchObject({
    refusal: { fields: { into: "into" } },
  });
  const hidden = await insertTestCoalition(database.db);
  expect(await verdict({ verdict: "merge", into: hidden.slug })).toMatchObject({
    refusal: { fields: { into: "into" } },
  });
  must(await verdict({ verdict: "merge", into: slug, message: "Rejoignez-les." }));
  const letters = await mails("declaration-merged");
  expect(letters).toHaveLength(2);
  expect(await other.mails("people-proposed")).toHaveLength(2);
  // Nobody is in before they said so.
  const emails = [deps.unique(people.email1), deps.unique(people.email2)];
  expect(await database.db.selectFrom("account").select("id").where("email", "in", emails).execute()).toEqual([]);
  for (const { to, mail } of letters) {
    const actor = await insertTestAccount(database.db, to);
    const stranger = await insertTestAccount(database.db, `${crypto.randomUUID()}@example.org`);
    const token = mail.path?.split("/").at(-1);
    expect(await acceptInvitation(deps, stranger, { token, name: "Autre" })).toMatchObject({
      refusal: { code: "invitation_not_yours" },
    });
    expect(await acceptInvitation(deps, actor, { token, name: "Personne" })).toEqual({ ok: true, value: { slug } });
    const role = database.db.selectFrom("membership").select("role").where("accountId", "=", actor.accountId);
    expect(await role.execute()).toEqual([{ role: "participant" }]);
  }
  expect(must(await readDecisions(deps, moderator, 1)).decisions).toContainEqual(
    expect.objectContaining({
      act: "merged",
      reason: "Rejoignez-les.",
      name: "Coordination nationale",
    }),
  );
});

/** Two moderators, two different decisions, the same moment. */
async function decideTogether(lock?: Parameters<typeof decide>[3]) {
  const { deps, moderator, declarationId } = await received();
  const second = await nationalActor();
  const done = await Promise.all(
    [moderator, second].map((actor, n) =>
      decide(deps, actor, { id: declarationId, verdict: n === 0 ? "publish" : "refuse", message: "Décidé." }, lock),
    ),
  );
  const decisions = await database.db
    .selectFrom("decision")
    .select("act")
    .where("declarationId", "=", declarationId)
    .execute();
  return { done, decisions: decisions.length };
}

test("B16 · of two moderators at once one decides, and the other is told", async () => {
  for (let n = 0; n < 5; n += 1) {
    const { done, decisions } = await decideTogether();
    expect(decisions).toBe(1);
    expect(done.filter(({ ok }) => ok)).toHaveLength(1);
    expect(done).toContainEqual({ ok: false, refusal: { code: "decided_meanwhile" } });
  }
});

test("B16 · negative control: with the lock off, both decide", async () => {
  let read = 0;
  let open = () => {};
  const both = new Promise<void>((resolve) => {
    open = resolve;
  });
  const { decisions } = await decideTogether(async (trx, id) => {
    const row = await findDeclaration(trx, id);
    read += 1;
    if (read === 2) open();
    await both;
    return row;
  });
  expect(decisions).toBe(2);
});

test("B17 · a declaration that resembles a published coalition says so: same town, like name, distance, common organisations", async () => {
  const { deps, moderator, declarationId } = await received({
    commune: "Mende 48",
    organisations: "Collectif commun (démo)",
  });
  const twin = `Coalition Climat 21 — Jumelle ${crypto.randomUUID()}`;
  await insertTestCoalition(database.db, {
    name: twin,
    town: "Mende",
    publishedAt: new Date(0),
    latitude: 44.52,
    longitude: 3.5,
    organisations: ["Collectif commun (démo)"],
  });
  const { alike } = must(await readFile(deps, moderator, declarationId));
  expect(alike.find(({ name }) => name === twin)).toMatchObject({
    sameTown: true,
    common: ["Collectif commun (démo)"],
    km: expect.any(Number),
  });
  const { rows } = await listQueue(database.db, "received", { limit: 1000, offset: 0 });
  expect(rows.find(({ id }) => id === declarationId)).toMatchObject({ alike: true });
  const lonely = await received({ commune: "Corte 2B" });
  const again = await listQueue(database.db, "received", { limit: 1000, offset: 0 });
  expect(again.rows.find(({ id }) => id === lonely.declarationId)).toMatchObject({ alike: false });
});

test("B18 · a page is reported with a reason, within limits; the report is answered once, and its address erased", async () => {
  const { deps, moderator, advance } = await received();
  const { slug, id: coalitionId } = await insertTestCoalition(database.db, { publishedAt: new Date(0) });
  const report = (more: Record<string, unknown> = {}, network = "203.0.113.7") =>
    reportCoalition(
      deps,
      { coalition: slug, reason: "Ce lien est faux.", email: "vue@example.org", ...more },
      { network, locale: "en" },
    );
  expect(await report({ reason: "" })).toMatchObject({ refusal: { fields: { reason: "reason" } } });
  expect(await report({ email: "nulle part" })).toMatchObject({ refusal: { fields: { email: "email" } } });
  expect(await report({ coalition: "nulle-part" })).toMatchObject({ refusal: { code: "not_found" } });
  for (let n = 0; n < 5; n += 1) must(await report());
  expect(await report()).toMatchObject({ refusal: { code: "too_many" } });
  must(await report({ email: "" }, "203.0.113.8"));
  advance(3_600_001);
  must(await report());
  const stored = await database.db.selectFrom("report").selectAll().where("coalitionId", "=", coalitionId).execute();
  expect(JSON.stringify(stored)).not.toContain("vue@example.org");
  const mine = must(await readQueue(deps, moderator, {})).reports.find((one) => one.slug === slug && one.wantsAnswer);
  const answer = () => answerReport(deps, moderator, { id: mine?.id, message: "Merci, c’est corrigé." });
  const [first, second] = await Promise.all([answer(), answer()]);
  expect([first.ok, second.ok].sort()).toEqual([false, true]);
  expect([first, second]).toContainEqual({ ok: false, refusal: { code: "decided_meanwhile" } });
  const closed = await database.db
    .selectFrom("report")
    .select(["email", "networkHash"])
    .where("id", "=", mine?.id ?? "")
    .execute();
  expect(closed).toEqual([{ email: null, networkHash: null }]);
  // In the language that they wrote in.
  const answered = database.db.selectFrom("outbox").select("locale").where("template", "=", "report-answered");
  expect(await answered.execute()).toEqual([{ locale: "en" }]);
  // It goes thirty days after the answer; those that nobody answers, after a year.
  const dayMs = 86_400_000;
  const left = async (after: number) => {
    advance(after * dayMs);
    await runCoalitionJob(deps);
    const rows = database.db.selectFrom("report").select("id").where("coalitionId", "=", coalitionId);
    return (await rows.execute()).length;
  };
  expect(stored).toHaveLength(7);
  expect(await left(29)).toBe(7);
  expect(await left(2)).toBe(6);
  expect(await left(330)).toBe(6);
  expect(await left(5)).toBe(0);
});
