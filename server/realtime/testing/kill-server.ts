// A process of its own that serves rooms until it is killed: `node --import tsx kill-server.ts '{"dataDir": …}'`.
import { openDatabase } from "@/db/client";
import { migrate } from "@/db/migrate";
import { CoalitionWorld } from "./coalition-world";
import { startCollabServer } from "./collab-server";

export type KillServerOptions = { databaseUrl?: string; dataDir?: string; create: boolean };
export type KillServerReady = { port: number; room: string; cookies: string[] };

const options: KillServerOptions = JSON.parse(process.argv[2] ?? "{}");
const database = await openDatabase(options);
const ready: KillServerReady = { port: 0, room: "", cookies: [] };
if (options.create) {
  await migrate(database.db);
  const world = await CoalitionWorld.create(database);
  ready.room = world.room;
  for (const role of ["member", "member", "coordinator", "participant"] as const) {
    ready.cookies.push((await world.person(role)).cookie);
  }
}
// Snapshots are frequent, so that some are under way when the process dies.
ready.port = (await startCollabServer(database, { limits: { snapshotUpdates: 40 } })).port;
process.stdout.write(`${JSON.stringify(ready)}\n`);
// Whoever started it is gone: so is the reason to run.
process.stdin.on("end", () => process.exit(0)).resume();
