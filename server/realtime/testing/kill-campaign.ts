import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { vi } from "vitest";
import { WebSocket } from "ws";
import type { KillServerOptions, KillServerReady } from "./kill-server";
import { TestClient } from "./test-client";

export type KillReport = { rounds: number; promised: number; openAtKill: number; lost: string[]; revived: string[] };

const promisesBeforeKill = 40;
const script = fileURLToPath(new URL("./kill-server.ts", import.meta.url));

/**
 * People write without pause; in the middle of it the server is killed with SIGKILL, everything they hold is thrown away,
 * and a fresh server is asked for what had been promised: acknowledged to its writer, or seen by somebody else.
 */
export async function killCampaign(
  where: Omit<KillServerOptions, "create">,
  rounds: number,
  random: () => number,
): Promise<KillReport> {
  const report: KillReport = { rounds: 0, promised: 0, openAtKill: 0, lost: [], revived: [] };
  const promised = new Set<string>();
  const deletions = new Set<string>();
  let server = await startServer({ ...where, create: true });
  const { room, cookies } = server.ready;
  let nextMark = 0;
  try {
    for (; report.rounds < rounds; report.rounds++) {
      const { port } = server.ready;
      const people = await Promise.all(cookies.map((cookie) => enter(port, room, cookie)));
      const written = people.map(() => new Set<string>());
      const write = () => {
        for (const [index, { client }] of people.slice(0, 3).entries()) {
          const mark = `m${nextMark++}`;
          written[index]?.add(mark);
          const marks = client.doc.getMap("marks");
          const text = client.doc.getText("t");
          client.doc.transact(() => {
            marks.set(mark, 1);
            if (text.length > 50) text.delete(Math.floor(random() * 20), 20);
            text.insert(Math.floor(random() * text.length), mark);
          });
          client.note(mark);
          // What its own writer deleted must stay deleted, too.
          const doomed = [...client.saved].find((saved) => saved.startsWith("m") && random() < 0.02);
          if (doomed && marks.has(doomed)) {
            promised.delete(doomed);
            client.saved.delete(doomed);
            written[index]?.add(doomed);
            marks.delete(doomed);
            client.note(`-${doomed}`);
          }
        }
      };
      const writing = setInterval(write, 3);
      // Enough must have been promised for its loss to be seen; after that any moment is as good to die in.
      const saved = () => people.reduce((sum, { client }) => sum + client.saved.size, 0);
      await vi.waitUntil(() => saved() > promisesBeforeKill, { timeout: 20_000 });
      await new Promise((resolve) => setTimeout(resolve, random() * 500));
      const closed = people.map((person) => person.closed);
      server.child.kill("SIGKILL");
      // They write on, without knowing: what had been sent to them still arrives.
      await Promise.all(closed);
      clearInterval(writing);
      const dropped = new Set<string>();
      for (const [index, { client }] of people.entries()) {
        if (client.acknowledged < client.sent) report.openAtKill++;
        for (const what of client.saved) {
          if (what.startsWith("-")) deletions.add(what.slice(1));
          else promised.add(what);
        }
        for (const key of client.doc.getMap("marks").keys()) if (!written[index]?.has(key)) promised.add(key);
        for (const what of client.open) if (what.startsWith("-")) dropped.add(what.slice(1));
        client.doc.destroy();
      }
      // A deletion under way may or may not have come through.
      for (const mark of [...dropped, ...deletions]) promised.delete(mark);
      await server.ended;
      server = await startServer({ ...where, create: false });
      const witness = await enter(server.ready.port, room, cookies[3] ?? "");
      const kept = witness.client.doc.getMap("marks");
      report.lost.push(...[...promised].filter((mark) => !kept.has(mark)));
      report.revived.push(...[...deletions].filter((mark) => kept.has(mark)));
      report.promised = promised.size + deletions.size;
      witness.leave();
      await witness.closed;
    }
    return report;
  } finally {
    server.child.kill("SIGKILL");
    await server.ended;
  }
}

type Server = { child: ChildProcess; ready: KillServerReady; ended: Promise<unknown> };

async function startServer(options: KillServerOptions): Promise<Server> {
  const child = spawn(process.execPath, ["--import", "tsx", script, JSON.stringify(options)], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  const line = await Promise.race([once(createInterface({ input: child.stdout }), "line"), ended.then(() => null)]);
  if (!line) throw new Error("the server to be killed did not start");
  return { child, ready: JSON.parse(String(line[0])), ended };
}

/** Resolves once all that the document holds has arrived. */
async function enter(port: number, room: string, cookie: string) {
  const client = new TestClient(1 + Math.floor(Math.random() * 0xfffffffe));
  const socket = new WebSocket(`ws://127.0.0.1:${port}/collab/${room}?ack=1&client=${client.doc.clientID}`, {
    headers: { cookie },
  });
  socket.on("error", () => undefined);
  const end = {
    toServer: { push: (frame: Uint8Array) => socket.send(frame), length: 0 },
    toClient: [] as Uint8Array[],
    onClose: () => undefined,
    close: () => socket.terminate(),
  };
  const closed = new Promise<void>((resolve) => {
    socket.on("close", () => {
      end.onClose();
      resolve();
    });
  });
  const synced = new Promise<void>((resolve, reject) => {
    socket.on("message", (data: Buffer) => {
      end.toClient.push(new Uint8Array(data));
      client.receive();
      if (client.isSynced) resolve();
    });
    socket.on("close", (code) => reject(new Error(`closed with ${code} before it was synced`)));
  });
  await once(socket, "open");
  client.connect(end);
  await synced;
  return { client, closed, leave: () => socket.terminate() };
}
