import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { Logger } from "pino";
import type * as Y from "yjs";
import type { Database } from "@/db/client";
import { appendToLogs, findDocument, isPassing, loadDocument, saveSnapshot } from "@/db/document";
import type { Actor } from "@/domain/kernel/actor";
import type { Clock } from "@/domain/kernel/clock";
import { collabClose } from "@/domain/kernel/collab";
import { decideAccess } from "./access";
import { AccessWatch } from "./access-watch";
import { type Entry, Journal, type UpdateEntry } from "./journal";
import { listenForAccess } from "./listener";
import type { DocumentLimits } from "./live-document";
import { type RateLimits, Rates } from "./rates";
import { Rooms } from "./rooms";
import { createUpgradeHandler } from "./upgrade";

export type RealtimeDeps = {
  database: Database;
  clock: Clock;
  log: Pick<Logger, "warn" | "error">;
  /** The configured origin; upgrades from pages of another one are refused. */
  origin: URL;
  actorOf(cookieHeader: string | undefined): Promise<Actor>;
  /** After each commit to a document, so that it is projected after a short quiet. */
  onCommitted?(documentId: string): void;
  /** Whether somebody calls `projected`: rooms then stay in memory until their last write is projected. */
  hasProjector: boolean;
  limits?: Partial<DocumentLimits>;
  rates?: Partial<RateLimits>;
};

export type Realtime = {
  /** Answers an upgrade to `/collab/<room>`. */
  handleCollabUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /**
   * Reads a document in memory, loaded if need be: `look` runs at once and must not keep or change the document. Answers
   * only when all that it saw is committed, with the number of the last update in it. Null for an unknown document.
   */
  read<T>(documentId: string, look: (doc: Y.Doc) => T): Promise<{ value: T; seq: number } | null>;
  /** The projection of a document holds all up to `seq`, and says so in SQL. */
  projected(documentId: string, seq: number): void;
  /** Sends everyone away, commits what is open, and stops. */
  close(): Promise<void>;
};

const lifeEveryMs = 5000;
/** Sessions also end by themselves, without a notice. */
const recheckEveryMs = 5 * 60_000;
const closePatienceMs = 10_000;

/** The collaboration server of one process: rooms over a journal, and the access of whoever is in them. */
export async function createRealtime(deps: RealtimeDeps): Promise<Realtime> {
  const { db, listen } = deps.database;
  const { log } = deps;
  const now = () => deps.clock.now().getTime();
  const journal = new Journal({ write: (entries) => writeEntries(deps.database, entries), isPassing, log });
  const rooms = new Rooms({
    journal,
    load: async (documentId, generation) => (await loadDocument(db, documentId, generation)) ?? null,
    saveSnapshot: (snapshot) => saveSnapshot(db, snapshot),
    hasProjector: deps.hasProjector,
    now,
    log,
    ...(deps.onCommitted && { onCommitted: deps.onCommitted }),
    ...(deps.limits && { limits: deps.limits }),
  });
  const watch = new AccessWatch();
  const upgrades = createUpgradeHandler({
    origin: deps.origin.origin,
    decide: (room, cookie) => decideAccess({ db, actorOf: deps.actorOf }, room, cookie),
    rooms,
    watch,
    rates: new Rates(now, deps.rates),
    now,
    log,
  });
  const stopListening = await listenForAccess(listen, {
    onAccess: (accountId, coalitionId) => watch.changed(accountId, coalitionId),
    onDocument: (documentId) => watch.documentChanged(documentId),
    onReturn: () => watch.recheckAll(),
  });
  const life = setInterval(() => {
    for (const connection of watch.connections()) connection.checkLife();
    rooms.expirePresence();
  }, lifeEveryMs);
  const recheck = setInterval(() => watch.recheckAll(), recheckEveryMs);

  return {
    handleCollabUpgrade: upgrades.handle,
    async read(documentId, look) {
      const document = await findDocument(db, documentId);
      if (!document) return null;
      return rooms.read(documentId, document.generation, look);
    },
    projected: (documentId, seq) => rooms.projected(documentId, seq),
    async close() {
      clearInterval(life);
      clearInterval(recheck);
      upgrades.close();
      await stopListening();
      rooms.closeAll(collabClose.comeAgain);
      await journal.close(closePatienceMs);
    },
  };
}

async function writeEntries({ db }: Database, entries: readonly Entry[]): Promise<void> {
  const updates = entries.filter((entry): entry is UpdateEntry => entry.kind === "update");
  const clients = entries.filter((entry) => entry.kind === "client");
  await db.transaction().execute((trx) => appendToLogs(trx, updates, clients));
}
