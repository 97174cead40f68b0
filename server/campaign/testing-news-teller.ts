// A process of its own that tells news until it is killed: `node --import tsx testing-news-teller.ts <database>`.
import { openDatabase } from "@/db/client";
import { systemClock } from "@/domain/kernel/clock";
import { tellNews } from "./tell-news";
import { newsDeps } from "./testing-news";

const database = await openDatabase({ databaseUrl: process.argv[2] ?? "", poolSize: 2 });
const { vault } = newsDeps(database, () => systemClock.now());
await tellNews({ db: database.db, clock: systemClock, vault, perMinute: 1_000_000 });
await database.close();
