import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { findPoll } from "@/db/date-poll";
import { insertTestCoalition } from "@/db/testing/coalition";
import { testDatabase } from "@/db/testing/database";
import { insertTestAccount } from "@/db/testing/trip";
import { type Actor, visitor } from "@/domain/kernel/actor";
import { toInstant } from "@/domain/kernel/local-time";
import type { Result } from "@/domain/kernel/result";
import { createVault } from "@/server/crypto";
import type { Deps } from "@/server/deps";
import { answerPoll } from "./answer-poll";
import { forgetPolls } from "./forget-polls";
import { keepDate, removePoll } from "./keep-date";
import { makePoll } from "./make-poll";
import { listPolls, publicPoll, workspacePoll } from "./read-poll";

let database: Database;
beforeAll(async () => {
  database = await testDatabase({ poolSize: 12 });
});
afterAll(() => database.close());

const nowhere = { network: null };
const dayMs = 24 * 3_600_000;

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`);
  return result.value;
}

async function setting() {
  let at = toInstant("2027-03-20T12:00").getTime();
  const deps: Deps = {
    database,
    clock: { now: () => new Date(at) },
    vault: createVault("a-secret-of-the-tests-which-is-long-enough"),
    origin: "http://localhost",
    demoMailbox: null,
  };
  const { id: coalitionId, slug } = await insertTestCoalition(database.db, { publishedAt: new Date(0) });
  const account = (role: "participant" | "member") =>
    insertTestAccount(database.db, `${crypto.randomUUID()}@example.org`, { coalitionId, role });
  const [member, participant] = [await account("member"), await account("participant")];
  const form = {
    slug,
    requestId: crypto.randomUUID(),
    title: "Quand nous réunir ?",
    minutes: "90",
    closesOn: "2027-04-01",
    day0: "2027-04-01",
    time0: "18:30",
    day1: "2027-04-03",
    time1: "20:00",
  };
  const make = (actor: Actor = member, more: Record<string, unknown> = {}) =>
    makePoll(deps, actor, { ...form, ...more });
  const pollId =
    must(await make())
      .path.split("/")
      .at(-1) ?? "";
  const [first, second] = must(await publicPoll(deps, slug, pollId)).poll.options.map(({ id }) => id);
  if (!first || !second) throw new Error("the poll lacks its dates");
  const reply = (more: Record<string, unknown> = {}, context: { network: string | null } = nowhere) =>
    answerPoll(
      deps,
      { pollId, requestId: crypto.randomUUID(), firstName: "Ada", [first]: "yes", [second]: "no", ...more },
      context,
    );
  const see = async (token?: string) => must(await publicPoll(deps, slug, pollId, token));
  return {
    deps,
    slug,
    pollId,
    first,
    second,
    member,
    participant,
    make,
    reply,
    see,
    advance: (ms: number) => {
      at += ms;
    },
  };
}

/** The negative control: reads without locking, and lets nobody go on before so many people have read. */
function unlocked(people: number): typeof findPoll {
  let read = 0;
  let open = () => {};
  const everyone = new Promise<void>((resolve) => {
    open = resolve;
  });
  return async (db, id) => {
    const poll = await findPoll(db, id);
    read += 1;
    if (read >= people) open();
    await everyone;
    return poll;
  };
}

const tokenOf = (path: string) => path.split("/").at(-1) ?? "";

test("D1 · a member asks, once; with fewer than two dates, past ones or too late a last day, nothing is written", async () => {
  const { deps, slug, member, participant, make } = await setting();
  must(await make());
  expect(must(await listPolls(deps, member, slug)).polls).toHaveLength(1);
  for (const actor of [participant, visitor])
    expect((await make(actor, { requestId: crypto.randomUUID() })).ok).toBe(false);
  for (const [wrong, field] of [
    [{ day1: "", time1: "" }, "day0"],
    [{ day0: "2027-03-19" }, "day0"],
    [{ closesOn: "2027-04-04" }, "closesOn"],
    [{ closesOn: "2027-03-19" }, "closesOn"],
    [{ title: " " }, "title"],
    [{ minutes: "5" }, "minutes"],
  ] as const) {
    const refused = await make(member, { requestId: crypto.randomUUID(), ...wrong });
    expect(refused).toMatchObject({ refusal: { code: "invalid", fields: { [field]: expect.any(String) } } });
  }
  expect(must(await listPolls(deps, member, slug)).polls).toHaveLength(1);
});

test("D2 · the answer is a link of one's own; sent twice it is one; with it alone the answer is changed", async () => {
  const { first, second, reply, see } = await setting();
  const requestId = crypto.randomUUID();
  const token = tokenOf(must(await reply({ requestId })).path);
  expect(tokenOf(must(await reply({ requestId })).path)).toBe(token);
  expect((await see()).poll.replies).toBe(1);
  must(await reply({ token, requestId: undefined, firstName: "Ada L.", [first]: "maybe" }));
  expect((await see(token)).mine).toEqual({ firstName: "Ada L.", answers: { [first]: "maybe", [second]: "no" } });
  expect((await reply({ token: "x".repeat(43) })).ok).toBe(false);
  const rows = await database.db.selectFrom("datePollReply").selectAll().execute();
  expect(JSON.stringify(rows)).not.toContain(token);
  expect(await reply({ firstName: "", [first]: "perhaps" })).toMatchObject({
    refusal: { fields: { firstName: "firstName", [first]: "pollAnswer" } },
  });
});

test("D3 · everybody sees counts, who has a role sees names, nobody sees them from another coalition", async () => {
  const { deps, slug, pollId, first, participant, reply, see, advance } = await setting();
  must(await reply());
  advance(1000);
  must(await reply({ firstName: "Blaise", [first]: "maybe" }));
  const { poll } = await see();
  expect(poll.options[0]).toMatchObject({ tally: { yes: 1, maybe: 1, no: 0 }, best: true });
  expect(JSON.stringify(poll)).not.toContain("Blaise");
  expect(must(await workspacePoll(deps, participant, slug, pollId)).replies.map((each) => each.firstName)).toEqual([
    "Ada",
    "Blaise",
  ]);
  const other = await setting();
  expect((await workspacePoll(deps, other.participant, slug, pollId)).ok).toBe(false);
  expect((await workspacePoll(deps, other.participant, other.slug, pollId)).ok).toBe(false);
  expect((await publicPoll(deps, other.slug, pollId)).ok).toBe(false);
});

test("D4 · after the last day nothing is answered or changed", async () => {
  const { reply, see, advance } = await setting();
  const token = tokenOf(must(await reply()).path);
  advance(13 * dayMs);
  for (const late of [await reply(), await reply({ token })])
    expect(late).toMatchObject({ refusal: { code: "poll_closed" } });
  expect((await see()).poll).toMatchObject({ open: false, replies: 1 });
});

/** Fifteen who answer at the same moment, where five still may. */
async function rushAtTheEnd(lock?: Parameters<typeof answerPoll>[3]) {
  const { deps, pollId, first, second, see } = await setting();
  await database.db
    .insertInto("datePollReply")
    .values(
      Array.from({ length: 195 }, (_, n) => ({
        pollId,
        firstName: `${n}`,
        tokenHash: crypto.randomUUID(),
        createdAt: new Date(0),
        updatedAt: new Date(0),
      })),
    )
    .execute();
  await Promise.all(
    Array.from({ length: 15 }, () =>
      answerPoll(
        deps,
        { pollId, requestId: crypto.randomUUID(), firstName: "Ada", [first]: "yes", [second]: "no" },
        nowhere,
        lock,
      ),
    ),
  );
  return (await see()).poll.replies;
}

test("D5 · two hundred answer, also at the same moment; forty of one network within the hour", async () => {
  expect(await rushAtTheEnd()).toBe(200);
  const { reply, see, advance } = await setting();
  const here = { network: "203.0.113.7" };
  for (let n = 0; n < 40; n += 1) must(await reply({}, here));
  expect(await reply({}, here)).toMatchObject({ refusal: { code: "poll_full" } });
  must(await reply({}, { network: "203.0.113.8" }));
  advance(3_600_001);
  must(await reply({}, here));
  expect((await see()).poll.replies).toBe(42);
});

test("D5 · negative control: with the lock off, more than two hundred answer", async () => {
  expect(await rushAtTheEnd(unlocked(12))).toBeGreaterThan(200);
});

async function rushToDecide(lock?: Parameters<typeof keepDate>[3]) {
  const { deps, pollId, first, second, member } = await setting();
  const kept = await Promise.all(
    Array.from({ length: 10 }, (_, n) => keepDate(deps, member, { pollId, optionId: n % 2 ? first : second }, lock)),
  );
  return new Set(kept.map((each) => must(each).entryId)).size;
}

test("D4, D6 · a date is kept once, whoever else decides at the same moment; then nothing is answered", async () => {
  expect(await rushToDecide()).toBe(1);
  const { deps, pollId, first, second, member, participant, reply, see } = await setting();
  for (const actor of [participant, visitor])
    expect((await keepDate(deps, actor, { pollId, optionId: first })).ok).toBe(false);
  const { entryId } = must(await keepDate(deps, member, { pollId, optionId: first }));
  expect(must(await keepDate(deps, member, { pollId, optionId: second }))).toEqual({ optionId: first, entryId });
  expect((await see()).poll).toMatchObject({ open: false, kept: { entryId, option: { id: first } } });
  expect(await reply()).toMatchObject({ refusal: { code: "poll_closed" } });
});

test("D6 · negative control: with the lock off, two dates are kept", async () => {
  expect(await rushToDecide(unlocked(10))).toBeGreaterThan(1);
});

test("D7 · answers go thirty days after the last date, and a week after the question was taken away", async () => {
  const { deps, pollId, participant, reply, advance } = await setting();
  must(await reply());
  const count = async () =>
    (await database.db.selectFrom("datePollReply").select("id").where("pollId", "=", pollId).execute()).length;
  advance(43 * dayMs);
  await forgetPolls(database.db, deps.clock.now());
  expect(await count()).toBe(1);
  advance(2 * dayMs);
  await forgetPolls(database.db, deps.clock.now());
  expect(await count()).toBe(0);

  const other = await setting();
  must(await other.reply());
  expect((await removePoll(other.deps, participant, { pollId: other.pollId })).ok).toBe(false);
  must(await removePoll(other.deps, other.member, { pollId: other.pollId }));
  expect((await publicPoll(other.deps, other.slug, other.pollId)).ok).toBe(false);
  expect((await removePoll(other.deps, other.member, { pollId })).ok).toBe(false);
  other.advance(8 * dayMs);
  await forgetPolls(database.db, other.deps.clock.now());
  expect(
    await database.db.selectFrom("datePollReply").where("pollId", "=", other.pollId).selectAll().execute(),
  ).toEqual([]);
});
