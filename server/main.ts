import { EventEmitter } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { Socket } from "node:net";
import { join } from "node:path";
import next from "next";
import { type Database, openDatabase } from "@/db/client";
import { migrate } from "@/db/migrate";
import { systemClock } from "@/domain/kernel/clock";
import { seatNumbers } from "@/domain/signup/seat-numbers";
import { startForgetting } from "./account/forget";
import { legalNotice } from "./account/legal-notice";
import { startSourceJob } from "./calendar/sources";
import { tellEntryChanges } from "./calendar/tell-entry-changes";
import { startNewsJob } from "./campaign/news-job";
import { startChangeJob } from "./change-job";
import { startCoalitionJobs } from "./coalition/coalition-jobs";
import { createVault } from "./crypto";
import { type Env, SettingsError } from "./env";
import { startForgettingIdle } from "./forget-idle";
import { answerClientError } from "./http/client-errors";
import { answer, front } from "./http/front";
import { withReadableErrors } from "./http/readable-errors";
import { dispatchUpgrades, refuseUpgrade, type Upgrade, type UpgradeRoute } from "./http/upgrades";
import { log } from "./log";
import { chooseTransport, startMail } from "./mail/start-mail";
import { startRealtime } from "./realtime/start-realtime";
import { buildServices, type Services, servicesKey } from "./services";
import { offerFreed } from "./signup/sweep";
import { signupThings } from "./signup-things";
import { startSignupJobs } from "./transport/signup-jobs";
import { tellStopChanges } from "./transport/tell-stop-changes";

/** Something that runs until it is stopped. Stopping waits for what it has begun. */
type Running = { stop(): Promise<void> };

export type CortegeServer = {
  services: Services;
  database: Database;
  /** The port that it really listens on. */
  port: number;
  stop(): Promise<void>;
};

/**
 * Builds the whole product from its settings and starts it: database, use cases, rooms, live counts, jobs, pages.
 * `prepare` runs after the migrations and before anybody can connect.
 */
export async function startServer(
  env: Env,
  prepare: (context: { services: Services; database: Database }) => Promise<void> = async () => undefined,
): Promise<CortegeServer> {
  const database = await openDatabase({ databaseUrl: env.DATABASE_URL, dataDir: join(env.DATA_DIR, "db") });
  await migrate(database.db);
  const clock = systemClock;
  const vault = createVault(env.AUTH_SECRET, env.DATA_KEY);
  const { transport, mailbox } = chooseTransport(env, clock);
  const services = buildServices(
    { database, clock, vault, origin: env.ORIGIN.origin, demoMailbox: mailbox },
    legalNotice(env),
  );
  await prepare({ services, database });
  // Pages find the use cases here: Next's bundle and this file do not share modules.
  (globalThis as { [key: symbol]: unknown })[servicesKey] = services;

  const jobs: Running[] = [];
  const signupDeps = { db: database.db, clock, vault, things: signupThings };
  if (env.ROLE !== "web") jobs.push(startSignupJobs(signupDeps, log));
  const telling = { db: database.db, clock, vault };
  for (const tell of [tellStopChanges, tellEntryChanges])
    if (env.ROLE !== "web") jobs.push(startChangeJob(() => tell(telling), log));
  if (env.ROLE !== "web") jobs.push(startForgetting({ db: database.db, clock }, log));
  if (env.ROLE !== "web") jobs.push(startForgettingIdle(signupDeps, log));
  if (env.ROLE !== "web") jobs.push(startCoalitionJobs({ database, clock, vault }, log));
  if (env.ROLE !== "web")
    jobs.push(startNewsJob({ ...telling, origin: env.ORIGIN.origin, perMinute: env.NEWS_PER_MINUTE }, log));
  if (env.ROLE !== "web") jobs.push(startSourceJob({ db: database.db, clock }, log));
  if (env.ROLE !== "web") jobs.push(await startMail({ database, vault, clock, env, transport, log }));
  const sockets: UpgradeRoute[] = [];
  if (env.ROLE !== "web") {
    const realtime = await startRealtime({
      database,
      clock,
      log,
      origin: env.ORIGIN,
      actorOf: services.account.actor,
      counts: async (coalitionId) => {
        const counts = Object.entries(await services.signup.coalitionCounts(coalitionId));
        return Object.fromEntries(counts.map(([tripId, count]) => [tripId, seatNumbers(count)]));
      },
      offerNext: (trx, tripId) => offerFreed(signupDeps, trx, { tripId }),
    });
    jobs.push(realtime);
    sockets.push(...realtime.routes);
  }
  const pages = env.ROLE === "realtime" ? withoutPages() : await startPages(env);
  const server = createServer(front(env, { pages: withReadableErrors(pages.handle), healthy: services.health.ready }));
  // Forms are small: whoever needs longer than this for one is gone, or holds the connection on purpose.
  Object.assign(server, { headersTimeout: 15_000, requestTimeout: 60_000 });
  server.on("clientError", answerClientError);
  const open = new Set<Socket>();
  server.on("connection", (socket) => {
    open.add(socket);
    socket.once("close", () => open.delete(socket));
  });
  server.on("upgrade", dispatchUpgrades(sockets, pages.upgrade));
  const port = await listen(server, env);
  log.info({ port, engine: database.engine }, "listening");

  return {
    services,
    database,
    port,
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      for (const job of jobs.reverse()) await job.stop();
      await pages.stop();
      // Upgraded connections are no longer HTTP's to close.
      for (const socket of open) socket.destroy();
      await closed;
      await database.close();
      log.info("stopped");
    },
  };
}

type Pages = Running & { handle: RequestListener; upgrade: Upgrade };

async function startPages(env: Env): Promise<Pages> {
  const development = env.MODE === "development";
  // Next listens for upgrades on the server that it is given, and closes those of others: it gets this one instead.
  const sink = new EventEmitter();
  const app = next({
    dev: development,
    dir: process.cwd(),
    hostname: env.ORIGIN.hostname,
    port: env.PORT,
    httpServer: sink as Server,
  });
  await app.prepare();
  const handle = app.getRequestHandler();
  return {
    handle(request, response) {
      handle(request, response).catch((error: unknown) => {
        log.error({ err: error }, "a page failed");
        if (!response.headersSent) answer(request, response, 500);
        else response.destroy();
      });
    },
    upgrade(request, socket, head) {
      if (development) sink.emit("upgrade", request, socket, head);
      else refuseUpgrade(socket, "404 Not Found");
    },
    stop: () => app.close(),
  };
}

/** A process of rooms and jobs only. */
function withoutPages(): Pages {
  return {
    handle: (request, response) => answer(request, response, 404),
    upgrade: (_request, socket) => refuseUpgrade(socket, "404 Not Found"),
    stop: async () => undefined,
  };
}

function listen(server: Server, env: Env): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EADDRINUSE") reject(error);
      else
        reject(
          new SettingsError(`PORT ${env.PORT} is taken by another program; choose another one, PORT=${env.PORT + 1}.`),
        );
    });
    server.listen(env.PORT, env.HOST, () => {
      server.removeAllListeners("error");
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : env.PORT);
    });
  });
}
