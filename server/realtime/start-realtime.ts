import type { Logger } from "pino";
import type { Database } from "@/db/client";
import { factChannel, parseFact } from "@/db/notify";
import type { Actor } from "@/domain/kernel/actor";
import type { Clock } from "@/domain/kernel/clock";
import { newsPrefix } from "@/domain/kernel/collab";
import { Historian } from "@/server/history/historian";
import type { UpgradeRoute } from "@/server/http/upgrades";
import type { ProjectDeps } from "@/server/transport/project-sheet";
import { decideAccess } from "./access";
import { createHub, type HubDeps } from "./hub";
import { createNews } from "./news";
import { Projector } from "./projector";
import { createRealtime, type Realtime } from "./realtime";
import { collabPrefix } from "./upgrade";

export type RealtimeParts = {
  database: Database;
  clock: Clock;
  log: Pick<Logger, "warn" | "error">;
  origin: URL;
  actorOf(cookieHeader: string | undefined): Promise<Actor>;
  counts: HubDeps["counts"];
  offerNext: ProjectDeps["offerNext"];
};

/**
 * Rooms, the projector that follows them, and the live counts that follow both. Sheets that were left behind by a crash
 * are projected before this resolves.
 */
export async function startRealtime(parts: RealtimeParts): Promise<{ routes: UpgradeRoute[]; stop(): Promise<void> }> {
  const { database, clock, log, origin, actorOf, counts, offerNext } = parts;
  const realtime: Realtime = await createRealtime({
    database,
    clock,
    log,
    origin,
    actorOf,
    hasProjector: true,
    onCommitted: (documentId) => projector.onCommitted(documentId),
  });
  const historian = new Historian(database.db);
  const projector = new Projector({
    db: database.db,
    clock,
    log,
    offerNext,
    read: (documentId, look) => realtime.read(documentId, look),
    tellHistory: (documentId) => historian.tell(documentId),
    projected: (documentId, seq) => realtime.projected(documentId, seq),
  });
  const tell = (work: Promise<void>) => {
    work.catch((error: unknown) => log.error({ err: error }, "the projector could not look"));
  };
  const stopListening = await database.listen(
    factChannel,
    (payload) => {
      const fact = parseFact(payload);
      if (fact?.kind === "trip") tell(projector.onTrip(fact.tripId));
    },
    () => tell(projector.catchUp()),
  );
  const hub = await createHub({ listen: database.listen, counts, origin, log });
  const news = await createNews({
    listen: database.listen,
    decide: (room, cookie) => decideAccess({ db: database.db, actorOf }, room, cookie),
    origin: origin.origin,
    log,
  });
  await projector.catchUp();
  return {
    routes: [
      { prefix: collabPrefix, upgrade: realtime.handleCollabUpgrade },
      { prefix: newsPrefix, upgrade: news.upgrade },
      { prefix: "/socket.io", upgrade: hub.upgrade },
    ],
    async stop() {
      await stopListening();
      await hub.stop();
      await news.stop();
      await realtime.close();
      await projector.idle();
      await projector.stop();
    },
  };
}
