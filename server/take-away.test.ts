import { afterAll, beforeAll, expect, test } from "vitest";
import { findAccountByEmail } from "@/db/account";
import type { Database } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { scanFor } from "@/db/testing/scan";
import { type Actor, visitor } from "@/domain/kernel/actor";
import { readEach } from "@/domain/kernel/document-values";
import { exported } from "@/domain/transport/exchange/columns";
import { parseCsv } from "@/domain/transport/exchange/csv";
import { readWorkbook } from "@/domain/transport/exchange/read-workbook";
import { openZip, ZipWriter } from "@/domain/transport/exchange/zip";
import { animals, luggages, modes, payments, rowStates, yesNo } from "@/domain/transport/schema";
import { demoAccounts } from "./demo/demo-data";
import { loadDemo } from "./demo/load";
import { createTakeAway, type TakeAwayWords, type TakenFile } from "./take-away";
import { unsealed } from "./testing/unsealed";
import { bookAsVisitor, hour, must, testDeps } from "./transport/testing";

const start = new Date("2026-11-24T12:00:00Z");
let database: Database;
let actors: Record<"coordinator" | "member", Actor>;
beforeAll(async () => {
  database = await testDatabase();
  const { deps } = testDeps(database, start);
  await loadDemo(deps);
  const actorOf = async (email: string): Promise<Actor> => {
    const account = await findAccountByEmail(database.db, email);
    if (!account) throw new Error(`no ${email}`);
    const { id: accountId, name, national } = account;
    return { kind: "account", accountId, email, name, national };
  };
  actors = {
    coordinator: await actorOf(demoAccounts.coordinator.email),
    member: await actorOf(demoAccounts.member.email),
  };
});
afterAll(() => database.close());

const itself = <T extends string>(names: readonly T[]) => readEach(names, (name) => name);
const words: TakeAwayWords = {
  readme: { "LISEZMOI.txt": "Lisez-moi", "README.txt": "Read me" },
  name: (key) => key,
  role: (role) => role,
  exchange: {
    heading: itself(exported),
    mode: itself(modes),
    state: itself(rowStates),
    choice: {
      payment: itself(payments),
      quietSeat: itself(yesNo),
      luggage: itself(luggages),
      animals: itself(animals),
    },
    stepFree: "stepFree",
    freePrice: "freePrice",
  },
  csv: { column: (name) => name, answer: (_question, value) => value, state: (state) => state },
};

function takeAway() {
  const tools = testDeps(database, start);
  const { deps } = tools;
  const full = { ...deps, database, origin: "https://cortege.example.org", demoMailbox: null };
  return { ...tools, ...createTakeAway(full, deps) };
}

async function zipped(files: AsyncGenerator<TakenFile>) {
  const zip = new ZipWriter();
  const parts: Uint8Array[] = [];
  for await (const { name, bytes } of files) parts.push(...zip.add(name, bytes));
  const archive = openZip(new Uint8Array(Buffer.concat([...parts, ...zip.end()])));
  return {
    ...archive,
    text: async (name: string) => new TextDecoder().decode(await archive.read(name)),
    table: async (name: string) => parseCsv(new TextDecoder().decode(await archive.read(name))),
  };
}

test("K10 · a coordinator takes a coalition away whole, and each part is read again", async () => {
  const { db } = database;
  const { take, deps } = takeAway();
  const { id: coalitionId } = await db
    .selectFrom("coalition")
    .select("id")
    .where("slug", "=", "lille")
    .executeTakeFirstOrThrow();
  const { id: tripId } = await db
    .selectFrom("trip")
    .select("id")
    .where("coalitionId", "=", coalitionId)
    .where("publishedAt", "is not", null)
    .orderBy("id")
    .executeTakeFirstOrThrow();
  await bookAsVisitor(deps, tripId, "formule@example.org", { firstName: "=1+1", accessNeed: "zq-besoin" });
  expect(await scanFor(db, ["zq-besoin"], unsealed(deps.vault))).toHaveLength(1);

  const zip = await zipped(must(await take(actors.coordinator, "lille", words)));
  const names = [...zip.names];
  expect(names.slice(0, 4)).toEqual(["LISEZMOI.txt", "README.txt", "settings.json", "presentation.md"]);
  expect(JSON.parse(await zip.text("settings.json"))).toMatchObject({
    name: expect.stringContaining("Nord-Pas-de-Calais"),
  });

  // The sheet, in both formats, is what the import reads.
  const sheet = await zip.table("sheet.csv");
  expect(sheet[0]).toEqual([...exported]);
  const rows = await db
    .selectFrom("sheetRow")
    .innerJoin("document", "document.id", "sheetRow.documentId")
    .select("title")
    .where("coalitionId", "=", coalitionId)
    .execute();
  const column = exported.indexOf("title");
  expect(sheet.slice(1).map((row) => row[column])).toEqual(expect.arrayContaining(rows.map(({ title }) => title)));
  const [book] = await readWorkbook(await zip.read("sheet.ods"));
  expect(book?.rows.map((row) => row[column])).toEqual(sheet.map((row) => row[column]));

  const own = await db.selectFrom("departure").select("title").where("coalitionId", "=", coalitionId).execute();
  expect(own.length).toBeGreaterThan(0);
  const led = (await zip.table("departures.csv")).slice(1);
  expect(led.map(([title]) => title).sort()).toEqual(own.map(({ title }) => title).sort());

  const plans = await db.selectFrom("plan").select("title").where("coalitionId", "=", coalitionId).execute();
  const markdown = names.filter((name) => /^plans\/.*\.md$/.test(name));
  expect(markdown).toHaveLength(plans.length);
  expect(plans.length).toBeGreaterThan(0);
  expect(await zip.text(markdown[0] ?? "")).toMatch(/^# /);
  const events = await zip.text("agenda.ics");
  expect(events).toMatch(/^BEGIN:VCALENDAR\r\n/);
  expect(events.match(/BEGIN:VEVENT/g)?.length).toBeGreaterThan(3);

  const members = await zip.table("members.csv");
  const places = db
    .selectFrom("membership")
    .select("name")
    .where("coalitionId", "=", coalitionId)
    .where("removedAt", "is", null);
  expect(members.slice(1).map(([name]) => name)).toEqual(
    expect.arrayContaining((await places.execute()).map(({ name }) => name)),
  );
  const signups = await zip.text("signups/sheet.csv");
  expect(signups).toContain(";'=1+1;formule@example.org;");
  const files = await zip.table("material/material.csv");
  for (const [, , , file = ""] of files.slice(1))
    expect((await zip.read(`material/${file}`)).length, file).toBeGreaterThan(100);
  expect(files.length).toBeGreaterThan(1);

  // What is for nobody else's eyes is in none of them: an access need, a member's address, another coalition's people.
  for (const name of names) expect(await zip.text(name), name).not.toContain("zq-besoin");
  expect(await zip.text("members.csv")).not.toContain("@");
});

test("K10 · nobody else takes it, and a coordinator four times an hour at most", async () => {
  const { take, advance } = takeAway();
  const notFound = { ok: false, refusal: { code: "not_found" } };
  expect(await take(actors.member, "lille", words)).toEqual(notFound);
  expect((await take(visitor, "lille", words)).ok).toBe(false);
  expect(await take(actors.coordinator, "roubaix-nulle-part", words)).toEqual(notFound);
  for (let n = 0; n < 4; n++) must(await take(actors.coordinator, "lille", words));
  expect(await take(actors.coordinator, "lille", words)).toMatchObject({ refusal: { code: "too_many" } });
  advance(hour + 1);
  must(await take(actors.coordinator, "lille", words));
});
