import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { insertTestEntry } from "@/db/testing/entry";
import { queuedPayloads } from "@/db/testing/outbox";
import { insertTestAccount } from "@/db/testing/trip";
import { type Actor, visitor } from "@/domain/kernel/actor";
import { toInstant } from "@/domain/kernel/local-time";
import type { Result } from "@/domain/kernel/result";
import { createVault } from "@/server/crypto";
import { openPayload } from "@/server/mail/enqueue";
import { ask } from "@/server/signup/ask";
import { cancelBooking } from "@/server/signup/cancel-booking";
import { changeBooking } from "@/server/signup/change-booking";
import { confirmByCode } from "@/server/signup/confirm-by-code";
import type { SignupDeps } from "@/server/signup/deps";
import { forgetSignups } from "@/server/signup/forget-signups";
import { signupThings } from "@/server/signup-things";
import { entryCsv } from "./entry-csv";
import { entryPage } from "./entry-page";
import { entryRoll } from "./entry-roll";
import { setRegistration } from "./set-registration";

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`);
  return result.value;
}

const settings = {
  capacity: "2",
  closesOn: "2027-03-15",
  purgeOn: "2027-04-20",
  days: "on",
  "ready-language": "on",
  "ready-meals": "on",
  meals: "Samedi midi\nDimanche midi",
  "ready-lodging": "on",
  "ready-childcare": "on",
  "ready-access": "on",
  "own0-label": "Quel atelier ?",
  "own0-kind": "choice",
  "own0-options": "Marches\nSommet",
  "own1-label": "Un mot",
  "own1-kind": "text",
};
const answers = {
  days: ["2027-03-20"],
  "q-language": "fr",
  "q-meals": ["Samedi midi"],
  "q-lodging": "need",
  "q-childcare": "2",
  "q-access": "Boucle magnétique",
  "q-own0": "Sommet",
  "q-own1": "=1+1",
};

async function setting() {
  let at = toInstant("2027-03-01T12:00").getTime();
  const deps: SignupDeps = {
    db: database.db,
    clock: { now: () => new Date(at) },
    vault: createVault("a-secret-of-the-tests-which-is-long-enough", Buffer.alloc(32, 7).toString("base64")),
    things: signupThings,
  };
  const entry = await insertTestEntry(database.db, {
    title: "Week-end de préparation",
    kind: "meeting",
    startsLocal: "2027-03-20T09:30",
    endsLocal: "2027-03-21T16:00",
    startsAt: toInstant("2027-03-20T09:30"),
    helpers: null,
  });
  const { entryId, coalitionId, slug } = entry;
  const coordinator = await insertTestAccount(database.db, `${crypto.randomUUID()}@example.org`, {
    coalitionId,
    role: "coordinator",
  });
  const set = (more: Record<string, unknown> = {}, actor: Actor = coordinator) =>
    setRegistration(deps, actor, { entryId, ...settings, ...more });
  must(await set());
  const register = async (more: Record<string, unknown> = {}) => {
    const email = `${crypto.randomUUID()}@example.org`;
    const form = { requestId: crypto.randomUUID(), firstName: "Ada", email, consent: "on", ...answers, ...more };
    const result = await ask(deps, visitor, { entryId, occurrence: null }, form, { network: null, locale: "fr" });
    return { email, result };
  };
  const confirmed = async (more: Record<string, unknown> = {}) => {
    const { email, result } = await register(more);
    const key = must(result).path.split("/").at(-1) ?? "";
    const mails = (await queuedPayloads(database.db)).map((each) => openPayload(deps.vault, each));
    const mail = mails.find(({ to }) => to === email)?.mail;
    if (mail?.template !== "booking-confirm") throw new Error("no code came");
    const { state } = must(await confirmByCode(deps, visitor, { key }, { code: mail.code }));
    return { email, key, state };
  };
  const roll = async () => must(await entryRoll(deps, coordinator, slug, { entryId }));
  return {
    ...entry,
    deps,
    coordinator,
    set,
    register,
    confirmed,
    roll,
    go: (local: string) => {
      at = toInstant(local).getTime();
    },
  };
}

test("S57 · an organiser sets places, the last day, questions and the purge; what is wrong is named, nothing is written", async () => {
  const { deps, entryId, slug, set } = await setting();
  const { entry } = must(await entryPage(deps, visitor, slug, { entryId }));
  expect(entry).toMatchObject({ kind: "event", status: "open", places: { total: 2, free: 2 } });
  expect(entry.registration?.days).toEqual(["2027-03-20", "2027-03-21"]);
  expect(entry.registration?.questions.map(({ id }) => id)).toEqual([
    "language",
    "meals",
    "lodging",
    "childcare",
    "access",
    "own0",
    "own1",
  ]);
  for (const [wrong, field] of [
    [{ capacity: "0" }, "capacity"],
    [{ closesOn: "2027-03-22" }, "closesOn"],
    [{ purgeOn: "2027-03-21" }, "purgeOn"],
    [{ purgeOn: "2027-06-25" }, "purgeOn"],
    [{ meals: " \n" }, "meals"],
    [{ "own0-options": "Marches" }, "own0-options"],
    [{ "own0-kind": "password" }, "own0-options"],
    [{ "own1-label": "x".repeat(121) }, "own1-label"],
  ] as const) {
    expect(await set(wrong)).toMatchObject({ refusal: { fields: { [field]: expect.any(String) } } });
  }
  const stranger = await insertTestAccount(database.db, `${crypto.randomUUID()}@example.org`);
  expect(await set({ capacity: "9" }, stranger)).toMatchObject({ refusal: { code: "not_found" } });
  expect(must(await entryPage(deps, visitor, slug, { entryId })).entry.places.total).toBe(2);
});

test("S58 · only answers that are offered count; wrong ones are named beside the name and the address", async () => {
  const { register, confirmed, roll, go } = await setting();
  const { result } = await register({
    email: "x",
    days: ["2027-03-22"],
    "q-language": "de",
    "q-meals": ["Minuit"],
    "q-childcare": "40",
    "q-access": "x".repeat(301),
    "q-own0": "Autre",
  });
  expect(result).toMatchObject({
    refusal: {
      fields: {
        email: "email",
        days: "days",
        "q-language": "answer",
        "q-meals": "answer",
        "q-childcare": "answer",
        "q-access": "answer",
        "q-own0": "answer",
      },
    },
  });
  expect((await confirmed()).state).toBe("confirmed");
  go("2027-03-01T12:01");
  expect((await confirmed({ days: "2027-03-21", "q-access": "", "q-meals": undefined })).state).toBe("confirmed");
  expect((await confirmed()).state).toBe("waiting");
  const { people, queue } = await roll();
  expect(people[0]?.answers).toEqual({
    days: ["2027-03-20"],
    language: "fr",
    meals: ["Samedi midi"],
    lodging: "need",
    childcare: "2",
    access: "Boucle magnétique",
    own0: "Sommet",
    own1: "=1+1",
  });
  expect(people[1]?.answers).toMatchObject({ days: ["2027-03-21"], own0: "Sommet" });
  expect(queue.total).toBe(1);
  go("2027-03-16T00:00");
  expect((await register()).result).toMatchObject({ refusal: { code: "deadline_passed" } });
});

test("S58 · answers are changed by the mail's link, and kept when a form does not ask them", async () => {
  const { deps, confirmed, roll } = await setting();
  const { key } = await confirmed();
  const change = (raw: Record<string, unknown>) => changeBooking(deps, visitor, { key }, raw);
  must(await change({}));
  must(await change({ answers: "on", ...answers, "q-lodging": "own", "q-access": "" }));
  expect((await roll()).people[0]?.answers).toMatchObject({ lodging: "own", own0: "Sommet" });
  expect((await roll()).people[0]?.answers.access).toBeUndefined();
  expect(await change({ answers: "on", ...answers, days: [] })).toMatchObject({
    refusal: { fields: { days: "days" } },
  });
});

test("S59 · answers are sealed, in no mail and no history; needs go a week after, the rest at the purge, all on leaving", async () => {
  const { deps, entryId, confirmed, roll, go } = await setting();
  const { email } = await confirmed();
  const leaving = await confirmed();
  const stored = async () =>
    JSON.stringify(await database.db.selectFrom("signup").selectAll().where("entryId", "=", entryId).execute());
  for (const word of ["Boucle", "Sommet", "Samedi"]) expect(await stored()).not.toContain(word);
  const told = [
    ...(await queuedPayloads(database.db)).map((each) => openPayload(deps.vault, each)),
    ...(await database.db.selectFrom("signupEvent").selectAll().execute()),
  ];
  expect(JSON.stringify(told)).not.toContain("Boucle");
  must(await cancelBooking(deps, visitor, { key: leaving.key }));
  const row = await database.db
    .selectFrom("signup")
    .selectAll()
    .where("email", "=", leaving.email)
    .executeTakeFirstOrThrow();
  expect(row).toMatchObject({ accessEncrypted: null, answersEncrypted: null });

  go("2027-03-29T12:00");
  await forgetSignups(deps);
  expect((await roll()).people[0]).toMatchObject({ email, answers: { lodging: "need" } });
  expect((await roll()).people[0]?.answers.access).toBeUndefined();
  go("2027-04-19T23:00");
  await forgetSignups(deps);
  expect((await roll()).people).toHaveLength(1);
  go("2027-04-20T00:01");
  await forgetSignups(deps);
  expect((await roll()).people).toEqual([]);
  expect(await stored()).not.toContain(email);
});

test("S60 · the list leaves as a file that runs nothing, for who runs the event alone", async () => {
  const { deps, entryId, slug, coordinator, confirmed } = await setting();
  await confirmed({ firstName: "=HYPERLINK(1)" });
  const words = {
    column: (name: string) => name,
    answer: (_id: string, value: string) => value,
    state: (state: string) => state,
  };
  const file = must(await entryCsv(deps, coordinator, slug, { entryId }, words));
  const [head, line] = file.replace("\ufeff", "").split("\r\n");
  expect(head).toBe("firstName;email;phone;state;days;language;meals;lodging;childcare;access;Quel atelier ?;Un mot");
  expect(line).toMatch(
    /^'=HYPERLINK\(1\);[^;]+@example.org;;confirmed;2027-03-20;fr;Samedi midi;need;2;Boucle magnétique;Sommet;'=1\+1$/,
  );
  const stranger = await insertTestAccount(database.db, `${crypto.randomUUID()}@example.org`);
  for (const actor of [visitor, stranger])
    expect((await entryCsv(deps, actor, slug, { entryId }, words)).ok).toBe(false);
});

test("S57 · a series is registered for as a whole: each of its times has its places, closes as it begins, and is forgotten after it", async () => {
  const { deps, entryId, slug, set, coordinator, go } = await setting();
  const recurrence = JSON.stringify({ freq: "weekly", interval: 1, days: [], on: "day", until: null });
  await database.db
    .updateTable("agendaEntry")
    .set({ recurrence, endsLocal: "2027-03-20T12:00" })
    .where("id", "=", entryId)
    .execute();
  expect(await set({ capacity: "" })).toMatchObject({ ok: false, refusal: { fields: { capacity: "capacity" } } });
  must(await set({ capacity: "1", closesOn: "", purgeOn: "" }));
  const place = async (occurrence: string) => {
    const actor = await insertTestAccount(database.db, `${crypto.randomUUID()}@example.org`);
    const form = { requestId: crypto.randomUUID(), ...answers };
    return ask(deps, actor, { entryId, occurrence }, form, { network: null, locale: "fr" });
  };
  const [first, second] = ["2027-03-27T09:30", "2027-04-03T09:30"] as const;
  for (const at of [first, first, second]) must(await place(at));
  const roll = async (occurrence: string) => must(await entryRoll(deps, coordinator, slug, { entryId, occurrence }));
  const { figures, people, entry } = await roll(first);
  expect(figures).toMatchObject({ confirmed: 1, waiting: 1 });
  expect(people[0]?.answers).toMatchObject({ language: "fr", own0: "Sommet" });
  expect(entry).toMatchObject({ deadline: toInstant(first), registration: { days: [], purgeOn: null } });
  expect((await roll(second)).figures).toMatchObject({ confirmed: 1, waiting: 0 });
  go("2027-03-27T10:00");
  expect(await place(first)).toMatchObject({ refusal: { code: "deadline_passed" } });
  go("2027-04-27T13:00");
  await forgetSignups(deps);
  expect((await roll(first)).people).toEqual([]);
  expect((await roll(second)).people[0]?.answers).toMatchObject({ language: "fr" });
});
