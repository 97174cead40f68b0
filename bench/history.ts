// npm run bench:history: what telling who changed what costs a keystroke on its way to the disk. On real Postgres, rounds
// without and with it by turns, so that both meet the same machine.
import { randomUUID } from "node:crypto";
import { performance } from "node:perf_hooks";
import * as Y from "yjs";
import { openDatabase } from "@/db/client";
import { appendToLogs, isPassing } from "@/db/document";
import { migrate } from "@/db/migrate";
import { insertTestCoalition } from "@/db/testing/coalition";
import { startPostgres } from "@/db/testing/postgres";
import { addRow, setText } from "@/domain/transport/sheet";
import { Historian } from "@/server/history/historian";
import { type Entry, Journal, type UpdateEntry } from "@/server/realtime/journal";

const trips = 300;
const rounds = Number(process.argv[2] ?? 10);
const keystrokes = 400;
const pauseMs = 5;
/** As the projector waits while people type without a pause. */
const tellEveryMs = 400;

const cluster = await startPostgres();
await cluster.run("create database bench");
const database = await openDatabase({ databaseUrl: cluster.url("bench") });
const { db } = database;
await migrate(db);
const { id: coalitionId } = await insertTestCoalition(db);
const documentId = randomUUID();
await db.insertInto("document").values({ id: documentId, coalitionId, kind: "sheet" }).execute();
const { id: accountId } = await db
  .insertInto("account")
  .values({ email: "bench@example.org" })
  .returning("id")
  .executeTakeFirstOrThrow();

const journal = new Journal({
  isPassing,
  log: { warn: console.warn, error: console.error },
  async write(entries: readonly Entry[]) {
    const updates = entries.filter((entry): entry is UpdateEntry => entry.kind === "update");
    await db.transaction().execute((trx) => appendToLogs(trx, updates, []));
  },
});
const doc = new Y.Doc();
let seq = 0;
let waits: number[] = [];
let committed: () => void = () => undefined;
doc.on("update", (payload: Uint8Array) => {
  const sent = performance.now();
  const owner = {
    committed() {
      waits.push(performance.now() - sent);
      committed();
    },
    refused: () => console.error("refused"),
  };
  journal.append(owner, { kind: "update", documentId, generation: 1, seq: ++seq, payload, accountId, ranges: [] });
});

const rows = Array.from({ length: trips }, (_, index) => {
  const added = addRow(doc, {
    title: `Car n° ${index}`,
    seats: 53,
    outbound: Array.from({ length: 4 }, (_, stop) => ({ place: `Arrêt ${stop}`, at: `2026-12-29T0${stop}:30` })),
  });
  return added.ok ? added.value : "";
});
const historian = new Historian(db);
const settle = async () => {
  while (waits.length < seq - settled) await new Promise<void>((resolve) => (committed = resolve));
};
let settled = 0;
await settle();
await historian.tell(documentId);

const found = { without: [] as number[], with: [] as number[] };
let telling = 0;
let told = 0;
for (let round = 0; round < rounds * 2; round++) {
  const kind = round % 2 === 0 ? "without" : "with";
  settled = seq;
  waits = [];
  let running: Promise<void> | null = null;
  const tell = async () => {
    const started = performance.now();
    await historian.tell(documentId);
    telling += performance.now() - started;
    running = null;
  };
  const timer = setInterval(() => {
    if (kind === "with") running ??= tell();
  }, tellEveryMs);
  let text = "";
  const row = rows[round % rows.length] ?? "";
  const pace = setInterval(() => {
    text += "abcdefgh"[text.length % 8];
    setText(doc, row, "notes", text);
  }, pauseMs);
  while (waits.length < keystrokes) await new Promise<void>((resolve) => (committed = resolve));
  clearInterval(pace);
  clearInterval(timer);
  await running;
  await settle();
  found[kind].push(...waits);
  if (kind === "with") told += seq - settled;
  // What a round without it left is told before the next one.
  await historian.tell(documentId);
}
for (const [kind, list] of Object.entries(found)) {
  const sorted = list.sort((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(2);
  console.log(`${kind} history: ${sorted.length} keystrokes, to the disk in p50 ${at(0.5)} ms, p95 ${at(0.95)} ms`);
}
console.log(`telling took ${(telling / told).toFixed(2)} ms a keystroke, beside it and not before it`);
await journal.close(5000);
await database.close();
await cluster.stop();
