import { createServer, type IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { Logger } from "pino";
import { Server, type Socket } from "socket.io";
import { z } from "zod";
import type { Listen } from "@/db/listen/listen";
import { factChannel, parseFact } from "@/db/notify";
import { liveSignups } from "@/domain/calendar/live-signups";
import { liveCounts, type SeatNumbers } from "@/domain/signup/seat-numbers";
import { shrinkLongMessages } from "./wire";

export type CountsByTrip = Record<string, SeatNumbers>;

export type HubDeps = {
  listen: Listen;
  /** The public counts of a coalition's trips. */
  counts(coalitionId: string): Promise<CountsByTrip>;
  /** The configured origin; browsers on pages of another one are refused. */
  origin: URL;
  log: Pick<Logger, "error">;
  /** At most one message per coalition in this time. */
  everyMs?: number;
  /** A browser that has not said within this time what it watches is sent away. */
  patienceMs?: number;
};

export type Hub = {
  /** Answers an upgrade to `/socket.io`. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  stop(): Promise<void>;
};

const watchSchema = z.object({ coalitionId: z.uuid() });
const maxWatchedEach = 3;
const maxMessagesEach = 20;
const maxMessageBytes = 1000;

/**
 * Tells browsers that watch a coalition how many seats its trips have left. However many watch, a change is read once,
 * encoded once, and told at most once a second; who watches nothing that changes costs one idle socket. Open agendas only
 * hear that something of theirs changed: what it is they read again as the person that they are.
 */
export async function createHub(deps: HubDeps): Promise<Hub> {
  const everyMs = deps.everyMs ?? 1000;
  // socket.io wants a server of its own to hear upgrades from; ours hands over those for it.
  const ear = createServer();
  const io = new Server(ear, {
    transports: ["websocket"],
    serveClient: false,
    destroyUpgrade: false,
    maxHttpBufferSize: maxMessageBytes,
    perMessageDeflate: shrinkLongMessages,
    pingInterval: 30_000,
    pingTimeout: 30_000,
    allowRequest: (request, decide) => decide(null, request.headers.origin === deps.origin.origin),
  });
  const watched = new Map<string, WatchedCoalition>();
  const room = (coalitionId: string) => `counts:${coalitionId}`;
  const isWatched = (coalitionId: string) => io.sockets.adapter.rooms.has(room(coalitionId));

  const coalitionOf = (coalitionId: string): WatchedCoalition => {
    const known = watched.get(coalitionId);
    if (known) return known;
    const fresh = new WatchedCoalition({
      read: () => deps.counts(coalitionId),
      tell: (changed) => io.to(room(coalitionId)).emit(liveCounts.changed, changed),
      onError: (error) => deps.log.error({ err: error, coalitionId }, "live counts could not be read"),
      everyMs,
    });
    watched.set(coalitionId, fresh);
    return fresh;
  };
  const forgetUnwatched = (coalitionId: string) => {
    if (isWatched(coalitionId)) return;
    watched.get(coalitionId)?.stop();
    watched.delete(coalitionId);
  };

  const agendaRoom = (coalitionId: string) => `signups:${coalitionId}`;
  const due = new Map<string, NodeJS.Timeout>();
  const nudge = (name: string) => {
    if (due.has(name) || !io.sockets.adapter.rooms.has(name)) return;
    const tell = () => {
      due.delete(name);
      io.to(name).emit(liveSignups.changed);
    };
    due.set(name, setTimeout(tell, everyMs));
  };

  io.on("connection", (socket) => {
    const asked = greet(socket, deps.patienceMs ?? 10_000);
    const watchCounts = async (coalitionId: string) => {
      await socket.join(room(coalitionId));
      const counts = await coalitionOf(coalitionId).all();
      if (counts) socket.emit(liveCounts.changed, counts);
    };
    socket.on(liveCounts.watch, (raw: unknown) => asked(raw, watchCounts));
    socket.on(liveSignups.watch, (raw: unknown) => asked(raw, (coalitionId) => socket.join(agendaRoom(coalitionId))));
  });
  io.sockets.adapter.on("delete-room", (name: string) => {
    if (name.startsWith("counts:")) forgetUnwatched(name.slice("counts:".length));
  });
  const stopListening = await deps.listen(
    factChannel,
    (payload) => {
      const fact = parseFact(payload);
      if (fact?.kind === "trip") watched.get(fact.coalitionId)?.changed();
      if (fact?.kind === "entry_signups") nudge(agendaRoom(fact.coalitionId));
    },
    // What was said during the break is lost: look at everything again.
    () => {
      for (const coalition of watched.values()) coalition.changed();
      for (const name of io.sockets.adapter.rooms.keys()) if (name.startsWith(agendaRoom(""))) nudge(name);
    },
  );

  return {
    upgrade: (request, socket, head) => {
      ear.emit("upgrade", request, socket, head);
    },
    async stop() {
      await stopListening();
      for (const coalition of watched.values()) coalition.stop();
      for (const timer of due.values()) clearTimeout(timer);
      io.disconnectSockets(true);
      await io.close();
    },
  };
}

type Watch = (coalitionId: string) => Promise<unknown> | unknown;

/** Lets a browser say what it watches, a few times; gives what heeds each of its messages. */
function greet(socket: Socket, patienceMs: number): (raw: unknown, watch: Watch) => void {
  const patience = setTimeout(() => socket.disconnect(true), patienceMs);
  const mine = new Set<string>();
  let messages = 0;
  socket.onAny(() => {
    messages += 1;
    if (messages > maxMessagesEach) socket.disconnect(true);
  });
  socket.on("disconnect", () => clearTimeout(patience));
  return (raw, watch) => {
    const asked = watchSchema.safeParse(raw);
    if (!asked.success) {
      socket.disconnect(true);
      return;
    }
    clearTimeout(patience);
    if (mine.size >= maxWatchedEach && !mine.has(asked.data.coalitionId)) return;
    mine.add(asked.data.coalitionId);
    void watch(asked.data.coalitionId);
  };
}

type Watching = {
  read(): Promise<CountsByTrip>;
  tell(changed: CountsByTrip): void;
  onError(error: unknown): void;
  everyMs: number;
};

/** One coalition's counts as last told. Reads are one at a time; changes heard meanwhile make one more. */
class WatchedCoalition {
  private last: CountsByTrip | undefined;
  private reading: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private lastReadAt = 0;
  private stopped = false;

  constructor(private readonly deps: Watching) {}

  /** All counts, read at most once however many ask. Undefined when they cannot be read now. */
  async all(): Promise<CountsByTrip | undefined> {
    if (!this.last) {
      this.reading ??= this.refresh();
      await this.reading;
    }
    return this.last;
  }

  changed(): void {
    if (this.timer || this.stopped) return;
    const wait = Math.max(0, this.lastReadAt + this.deps.everyMs - Date.now());
    this.timer = setTimeout(() => {
      const before = this.reading ?? Promise.resolve();
      // The timer is given up before the read starts: a change heard during the read may be missing from it.
      this.timer = undefined;
      this.reading = before.then(() => this.refresh());
      void this.reading;
    }, wait);
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private async refresh(): Promise<void> {
    this.lastReadAt = Date.now();
    try {
      const counts = await this.deps.read();
      const before = this.last;
      this.last = counts;
      if (!before || this.stopped) return;
      const changed = Object.entries(counts).filter(
        ([tripId, numbers]) => JSON.stringify(before[tripId]) !== JSON.stringify(numbers),
      );
      if (changed.length > 0) this.deps.tell(Object.fromEntries(changed));
    } catch (error) {
      this.deps.onError(error);
    } finally {
      this.reading = undefined;
    }
  }
}
