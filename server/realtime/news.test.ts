import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WebSocket } from "ws";
import { applyUpdate, Doc } from "yjs";
import type { Database } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { systemClock } from "@/domain/kernel/clock";
import { collabClose, newsPrefix } from "@/domain/kernel/collab";
import { formatRoomName, parseRoomName } from "@/domain/kernel/room-name";
import { newPlan, type PlanDoc } from "@/domain/plan/plan";
import { actorFromCookie, closeSession } from "@/server/account/session";
import { comment } from "@/server/plan/comments";
import { archivePlan, makePlan } from "@/server/plan/plans";
import { projectPlan } from "@/server/plan/project-plan";
import { testDeps } from "@/server/plan/testing";
import { decideAccess } from "./access";
import { createNews } from "./news";
import { CoalitionWorld, type TestPerson } from "./testing/coalition-world";

const origin = "http://cortege.test";
let database: Database;
let server: Server;
let news: Awaited<ReturnType<typeof createNews>>;
let world: CoalitionWorld;
let member: TestPerson;
let plan: { id: string; slug: string; room: string };

const actorOf = (cookie: string | undefined) => actorFromCookie(database.db, cookie, { secureCookies: false });
const decide = (room: string, cookie: string | undefined) => decideAccess({ db: database.db, actorOf }, room, cookie);

beforeAll(async () => {
  database = await testDatabase();
  news = await createNews({ listen: database.listen, decide, origin, log: { warn: () => undefined } });
  server = createServer();
  server.on("upgrade", news.upgrade);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  world = await CoalitionWorld.create(database);
  member = await world.person("member");
  const { slug } = await database.db
    .selectFrom("coalition")
    .select("slug")
    .where("id", "=", world.coalitionId)
    .executeTakeFirstOrThrow();
  const { deps } = testDeps(database);
  const made = await makePlan(deps, await actorOf(member.cookie), {
    coalition: slug,
    title: "Plan",
    template: "",
    day: "",
  });
  if (!made.ok) throw new Error(made.refusal.code);
  const { documentId } = await database.db
    .selectFrom("plan")
    .select("documentId")
    .where("id", "=", made.value)
    .executeTakeFirstOrThrow();
  plan = { id: made.value, slug, room: formatRoomName({ kind: "plan", documentId, generation: 1 }) };
});
afterAll(async () => {
  await news.stop();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await database.close();
});

/** A page that listens; `closed` is the code with which it ends. */
function listener(cookie: string | undefined, from = origin) {
  const { port } = server.address() as AddressInfo;
  const socket = new WebSocket(`ws://127.0.0.1:${port}${newsPrefix}${plan.room}`, {
    headers: { origin: from, ...(cookie && { cookie }) },
  });
  const opened = new Promise<void>((resolve, reject) => {
    socket.on("open", resolve);
    socket.on("error", reject);
  });
  const closed = new Promise<number>((resolve) => {
    socket.on("close", resolve);
  });
  const next = () => new Promise<string>((resolve) => socket.once("message", (data) => resolve(String(data))));
  return { socket, opened, closed, next };
}

test("P20 · who has a plan open hears that something was said, and that it was put away; and no word of it", async () => {
  const { deps } = testDeps(database);
  const page = listener(member.cookie);
  await page.opened;
  const actor = await actorOf(member.cookie);
  for (const act of [
    () => comment(deps, actor, { coalition: plan.slug, plan: plan.id, body: "Plutôt à Lens ?" }),
    () => archivePlan(deps, actor, { coalition: plan.slug, plan: plan.id, archived: true }),
    () => archivePlan(deps, actor, { coalition: plan.slug, plan: plan.id, archived: false }),
  ]) {
    const heard = page.next();
    expect((await act()).ok).toBe(true);
    expect(await heard).toBe("beside");
  }
  page.socket.close();
});

test("P20 · who has a plan open hears that its text is another one, and nothing when it is the same", async () => {
  const { documentId } = parseRoomName(plan.room) ?? { documentId: "" };
  const page = listener(member.cookie);
  await page.opened;
  const project = (title: string, seq: number) => {
    const doc = new Doc();
    applyUpdate(doc, newPlan(title));
    const read = async <T>(_id: string, look: (doc: PlanDoc) => T) => ({ value: look(doc), seq });
    return projectPlan({ db: database.db, clock: systemClock, read }, documentId);
  };
  const heard: string[] = [];
  page.socket.on("message", (data) => heard.push(String(data)));
  for (const [title, seq] of [
    ["Un autre titre", 2],
    ["Un autre titre", 3],
    ["Un dernier titre", 4],
  ] as const)
    await project(title, seq);
  await expect.poll(() => heard).toEqual(["text", "text"]);
  page.socket.close();
});

test("P20 · who may not read the plan hears nothing, who speaks is cut, and whoever may not any more is closed", async () => {
  expect(await listener(undefined).closed).toBe(collabClose.signIn);
  expect(await listener((await world.person(null)).cookie).closed).toBe(collabClose.notFound);
  await expect(listener(member.cookie, "https://elsewhere.example.org").opened).rejects.toThrow("403");
  const speaker = listener(member.cookie);
  await speaker.opened;
  speaker.socket.send("a");
  expect(await speaker.closed).toBeGreaterThan(1000);
  const leaver = await world.person("participant");
  const page = listener(leaver.cookie);
  await page.opened;
  await world.changeRole(leaver, null);
  expect(await page.closed).toBe(collabClose.notFound);
  expect(await listener(leaver.cookie).closed).toBe(collabClose.notFound);
});

test("P20 · a plan that is put away is read in its room, and written by nobody", async () => {
  const { deps } = testDeps(database);
  const actor = await actorOf(member.cookie);
  const mayWrite = async () => {
    const decision = await decide(plan.room, member.cookie);
    return decision.kind === "enter" && decision.standing.mayWrite;
  };
  expect(await mayWrite()).toBe(true);
  await archivePlan(deps, actor, { coalition: plan.slug, plan: plan.id, archived: true });
  expect(await mayWrite()).toBe(false);
  await archivePlan(deps, actor, { coalition: plan.slug, plan: plan.id, archived: false });
  expect(await mayWrite()).toBe(true);
});

test("M28 · whoever listens hears at once that their role changed, and nobody else; a session that ended is closed", async () => {
  const [one, other] = [await world.person("participant"), await world.person("participant")];
  const [page, beside] = [listener(one.cookie), listener(other.cookie)];
  await Promise.all([page.opened, beside.opened]);
  const heard: string[] = [];
  beside.socket.on("message", (data) => heard.push(String(data)));
  for (const role of ["member", "participant"] as const) {
    const next = page.next();
    await world.changeRole(one, role);
    expect(await next).toBe("access");
  }
  await closeSession(database.db, one.cookie, false);
  expect(await page.closed).toBe(collabClose.signIn);
  // Their own change is heard in the same order, so that nothing came before it.
  const own = beside.next();
  await world.changeRole(other, "member");
  expect(await own).toBe("access");
  expect(heard).toEqual(["access"]);
  beside.socket.close();
});
