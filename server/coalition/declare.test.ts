import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { findDeclaration } from "@/db/declaration";
import { insertTestCoalition } from "@/db/testing/coalition";
import { testDatabase } from "@/db/testing/database";
import type { Result } from "@/domain/kernel/result";
import { openPayload } from "@/server/mail/enqueue";
import { confirmContact, contactPage, declineContact, reopenDeclaration } from "./declaration-contact";
import { eraseDeclaration, readDeclaration, saveStep } from "./declare";
import { forgetDeclarations } from "./forget-declarations";
import { resendConfirmations, sendDeclaration } from "./send-declaration";
import { about, aDeclaration, people, where } from "./testing-declaration";

let database: Database;
beforeAll(async () => {
  database = await testDatabase({ poolSize: 12 });
});
afterAll(() => database.close());
const dayMs = 86_400_000;

async function setting() {
  return aDeclaration(database);
}

test("B10 · what was typed stays, right or wrong, in this browser and in no other; a step that does not hold is shown again", async () => {
  const { deps, save, context } = await setting();
  expect(await save({ step: "1", scope: "town", commune: "Nullepart" })).toMatchObject({
    value: { step: 1, wrong: true },
  });
  const shown = await readDeclaration(deps, context().cookie);
  expect(shown).toMatchObject({
    state: "draft",
    draft: { commune: "Nullepart" },
    where: { refusal: { fields: { commune: "commune" } } },
  });
  expect(await readDeclaration(deps, null)).toMatchObject({ draft: {} });
  expect(await save({ step: "1", scope: "town", commune: "Saint-Denis" })).toMatchObject({
    value: { step: 1, wrong: true },
  });
  const choices = await readDeclaration(deps, context().cookie);
  if (choices.state !== "draft") throw new Error("sent");
  expect(choices.communes.length).toBeGreaterThan(1);
  expect(choices.where).toMatchObject({ refusal: { fields: { choice: "choice" } } });
  expect(await save({ ...where, step: "1" })).toMatchObject({ value: { step: 2, wrong: false } });
  expect(await save({ step: "2" })).toMatchObject({ value: { step: 2, wrong: true } });
  expect(await save({ ...about, step: "2", page: "javascript:alert(1)" })).toMatchObject({
    value: { step: 2, wrong: true },
  });
  expect(await save({ ...about, step: "2", organisation: "Une de plus", go: "add" })).toMatchObject({
    value: { step: 2, wrong: false },
  });
  const listed = await readDeclaration(deps, context().cookie);
  if (listed.state !== "draft" || !listed.about.ok) throw new Error("not a draft");
  expect(listed.about.value.organisations).toContain("Une de plus");
  expect(await save({ ...people, step: "3", email2: people.email1 })).toMatchObject({
    value: { step: 3, wrong: true },
  });
  const rows = await database.db.selectFrom("declaration").selectAll().execute();
  for (const words of [people.email1, people.lastName1, "Nullepart"]) expect(JSON.stringify(rows)).not.toContain(words);
});

test("B10 · a near coalition is named before one goes on", async () => {
  const { deps, save, context } = await setting();
  const name = `Coalition Climat 21 — Voisine ${crypto.randomUUID()}`;
  await insertTestCoalition(database.db, {
    name,
    town: "Tourcoing",
    publishedAt: new Date(0),
    latitude: 50.69,
    longitude: 3.17,
  });
  await save({ ...where, step: "1" });
  const shown = await readDeclaration(deps, context().cookie);
  expect(shown).toMatchObject({ near: expect.arrayContaining([expect.objectContaining({ name })]) });
});

test("B10 · the draft goes at its owner's press, and by itself after fourteen days", async () => {
  const { deps, save, context, advance } = await setting();
  await save({ ...where, step: "1" });
  await eraseDeclaration(deps, context().cookie);
  expect(await readDeclaration(deps, context().cookie)).toMatchObject({ draft: {} });
  await save({ ...where, step: "1" });
  advance(15 * dayMs);
  expect(await readDeclaration(deps, context().cookie)).toMatchObject({ draft: {} });
  await forgetDeclarations(deps, deps.clock.now());
  expect(
    await database.db.selectFrom("declaration").select("id").where("createdAt", "<", deps.clock.now()).execute(),
  ).toEqual([]);
});

test("B11 · nothing is sent before everything holds and both agree; each contact gets a mail of their own", async () => {
  const { deps, save, send, mails } = await setting();
  await save({ ...where, step: "1" });
  expect(await send()).toMatchObject({ refusal: { code: "invalid", step: 2 } });
  await save({ ...about, step: "2" });
  await save({ ...people, step: "3" });
  expect(await send()).toMatchObject({ refusal: { code: "invalid", step: 4 } });
  await save({ step: "4", agreed: "on" });
  expect((await send()).ok).toBe(true);
  expect((await send()).ok).toBe(true);
  const sent = await mails("declaration-confirm");
  expect(sent.map(({ to }) => to).sort()).toEqual(
    [people.email1, people.email2].map((email) => deps.unique(email)).sort(),
  );
  expect(new Set(sent.map(({ mail }) => mail.path)).size).toBe(2);
  expect(await save({ ...where, step: "1" })).toMatchObject({ refusal: { code: "declaration_sent" } });
});

test("B11 · both confirm, each for themselves; reading the page changes nothing, and pressing twice is once", async () => {
  const { deps, sent, mails, state } = await setting();
  const [first, second] = await sent();
  for (const token of [first, second])
    expect(await contactPage(deps, token)).toMatchObject({ value: { confirmed: false, shows: [] } });
  await confirmContact(deps, { token: first, shows: ["firstName", "email"] });
  await confirmContact(deps, { token: first, shows: ["firstName", "email"] });
  expect(await state()).toBe("to_confirm");
  expect(await contactPage(deps, first)).toMatchObject({ value: { confirmed: true, shows: ["firstName", "email"] } });
  expect(await contactPage(deps, second)).toMatchObject({ value: { confirmed: false, shows: [] } });
  await confirmContact(deps, { token: second });
  expect(await state()).toBe("received");
  expect(await mails("declaration-received")).toHaveLength(2);
  expect(await confirmContact(deps, { token: "x".repeat(43) })).toMatchObject({ refusal: { code: "link_void" } });
});

test("B12 · what a contact agrees to is kept field by field, with the text's version and the day; taking it back is a row too", async () => {
  const { deps, sent, consents } = await setting();
  const [first] = await sent();
  await confirmContact(deps, { token: first, shows: ["firstName", "email"] });
  await confirmContact(deps, { token: first, shows: "firstName" });
  const rows = await consents();
  expect(rows.map(({ field, withdrawnAt }) => [field, withdrawnAt === null]).sort()).toEqual([
    ["email", false],
    ["firstName", true],
  ]);
  for (const row of rows) expect(row).toMatchObject({ textVersion: expect.any(String), givenAt: expect.any(Date) });
  expect(await confirmContact(deps, { token: first, shows: ["phone"] })).toMatchObject({
    refusal: { code: "invalid" },
  });
});

test("B13 · « Ce n'est pas moi » erases what was written about them, and the other one may name somebody else", async () => {
  const { deps, sent, state, id, mails } = await setting();
  const [first, second] = await sent();
  await confirmContact(deps, { token: first, shows: ["firstName"] });
  await declineContact(deps, { token: second });
  expect(await contactPage(deps, second)).toMatchObject({ refusal: { code: "link_void" } });
  expect(await state()).toBe("draft");
  expect((await mails("declaration-declined")).map(({ to }) => to)).toEqual([deps.unique(people.email1)]);
  const cookies = must(await reopenDeclaration(deps, { token: first }));
  const context = { cookie: `${cookies[0]?.name}=${cookies[0]?.value}`, network: null, locale: "fr" };
  const shown = await readDeclaration(deps, context.cookie);
  expect(shown).toMatchObject({ draft: { firstName1: people.firstName1 }, people: { ok: false } });
  expect(JSON.stringify(shown)).not.toContain(people.lastName2);
  await saveStep(
    deps,
    { ...people, email1: deps.unique(people.email1), email2: deps.unique("autre@example.org"), step: "3" },
    context,
  );
  await saveStep(deps, { step: "4", agreed: "on" }, context);
  must((await sendDeclaration(deps, context)) as Result<null>);
  // Who had confirmed still has.
  expect(await contactPage(deps, first)).toMatchObject({ value: { confirmed: true, shows: ["firstName"] } });
  expect((await findDeclaration(database.db, await id()))?.state).toBe("to_confirm");
});

test("B11 · what both contacts did not confirm is erased after fourteen days, all of it", async () => {
  const { deps, sent, id, advance } = await setting();
  const [first] = await sent();
  await confirmContact(deps, { token: first, shows: ["firstName"] });
  const declarationId = await id();
  advance(14 * dayMs + 1);
  expect(await contactPage(deps, first)).toMatchObject({ refusal: { code: "link_void" } });
  await forgetDeclarations(deps, deps.clock.now());
  for (const table of ["declarationContact", "consent"] as const)
    expect(
      await database.db.selectFrom(table).select("id").where("declarationId", "=", declarationId).execute(),
    ).toEqual([]);
});

test("B11 · a mail is sent again after a minute, within the limits of an address", async () => {
  const { deps, sent, context, mails, advance } = await setting();
  await sent();
  must(await resendConfirmations(deps, context()));
  expect(await mails("declaration-confirm")).toHaveLength(2);
  for (let n = 0; n < 7; n += 1) {
    advance(60_000);
    must(await resendConfirmations(deps, context()));
  }
  advance(60_000);
  expect(await resendConfirmations(deps, context())).toMatchObject({ refusal: { code: "too_many" } });
  expect(await mails("declaration-confirm")).toHaveLength(16);
});

test("B10, B11 · from one network, forty drafts an hour and ten declarations a day", async () => {
  const network = `203.0.113.${Math.floor(Math.random() * 250)}`;
  const send = async () => {
    const { deps, save, context } = await setting();
    for (const step of [
      { ...where, step: "1" },
      { ...about, step: "2" },
      { ...people, step: "3" },
    ])
      await save(step);
    await save({ step: "4", agreed: "on" });
    return { deps, done: await sendDeclaration(deps, { ...context(), network }) };
  };
  for (let n = 0; n < 10; n += 1) expect(await send()).toMatchObject({ done: { ok: true } });
  const { deps, done } = await send();
  expect(done).toMatchObject({ refusal: { code: "too_many" } });
  const begin = (from: string) =>
    saveStep(deps, { ...where, step: "1" }, { cookie: null, network: from, locale: "fr" });
  const other = "198.51.100.7";
  for (let n = 0; n < 40; n += 1) must(await begin(other));
  expect(await begin(other)).toMatchObject({ refusal: { code: "too_many" } });
  must(await begin("198.51.100.8"));
});

test("B11 · the national coordination is told once an hour at most", async () => {
  const email = `nationale-${crypto.randomUUID()}@example.org`;
  await database.db.insertInto("account").values({ email, national: true }).execute();
  const receive = async () => {
    const { deps, sent } = await setting();
    for (const token of await sent()) await confirmContact(deps, { token });
    return deps;
  };
  await receive();
  const { vault } = await receive();
  const mails = await database.db
    .selectFrom("outbox")
    .select("payload")
    .where("template", "=", "declaration-queue")
    .execute();
  expect(mails.filter(({ payload }) => openPayload(vault, payload ?? "").to === email)).toHaveLength(1);
});

/** Both press at the same moment. */
async function pressTogether(lock?: Parameters<typeof confirmContact>[2]) {
  const { deps, sent, state } = await setting();
  const tokens = await sent();
  await Promise.all(tokens.map((token) => confirmContact(deps, { token }, lock)));
  return state();
}

test("B11 · both confirm at the same moment, and it is received", async () => {
  for (let n = 0; n < 5; n += 1) expect(await pressTogether()).toBe("received");
});

/** The negative control: reads without locking, and lets neither go on before both have read. */
function unlocked(): typeof findDeclaration {
  let read = 0;
  let open = () => {};
  const both = new Promise<void>((resolve) => {
    open = resolve;
  });
  return async (db, id) => {
    const row = await findDeclaration(db, id);
    read += 1;
    if (read === 2) open();
    await both;
    return row;
  };
}

test("B11 · negative control: with the lock off, neither sees the other, and it waits for ever", async () => {
  const states: unknown[] = [];
  // One of the two may still be so fast that the other sees it.
  while (states.length < 40 && !states.includes("to_confirm")) states.push(await pressTogether(unlocked()));
  expect(states).toContain("to_confirm");
});

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`);
  return result.value;
}
