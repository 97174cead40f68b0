import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { Logger } from "pino";
import { type RawData, type WebSocket, WebSocketServer } from "ws";
import { type CollabClose, collabClose } from "@/domain/kernel/collab";
import type { Admission, Decision } from "./access";
import type { AccessWatch } from "./access-watch";
import { CollabSocket } from "./collab-socket";
import { Connection } from "./connection";
import type { Rates } from "./rates";
import type { Hold, Rooms } from "./rooms";
import { maxFrameBytes, shrinkLongMessages } from "./wire";

export const collabPrefix = "/collab/";
const maxConnectionsPerPerson = 100;
const maxDecisions = 5;
const farewellMs = 3000;

export type UpgradeDeps = {
  /** Scheme and host that browsers must come from. */
  origin: string;
  decide(room: string, cookieHeader: string | undefined): Promise<Decision>;
  rooms: Rooms;
  watch: AccessWatch;
  rates: Rates;
  now(): number;
  log: Pick<Logger, "warn" | "error">;
};

type Asked = {
  room: string;
  wantsAcks: boolean;
  readsState: boolean;
  clientId: number | null;
  /** Whose copy of the document the client carries, when it says so. */
  as: string | null;
  malformed: boolean;
};

/**
 * Answers upgrades to `/collab/<room>`. Only a foreign Origin is refused with an HTTP status; a browser cannot see one,
 * so that everything else is accepted, then closed with a code.
 */
export function createUpgradeHandler(deps: UpgradeDeps) {
  const server = new WebSocketServer({
    noServer: true,
    WebSocket: CollabSocket,
    maxPayload: maxFrameBytes,
    perMessageDeflate: shrinkLongMessages,
  });

  async function admit(
    asked: Asked,
    cookie: string | undefined,
  ): Promise<{ admission: Admission; hold: Hold } | CollabClose> {
    for (let i = 0; i < maxDecisions; i++) {
      const { version } = deps.watch;
      const decision = await deps.decide(asked.room, cookie);
      if (decision.kind === "refuse") return decision.code;
      if (asked.malformed) return collabClose.malformed;
      // On a shared device somebody else has signed in since: what one person wrote is not sent in another's name.
      if (asked.as !== null && asked.as !== decision.standing.accountId) return collabClose.clientTaken;
      if (deps.watch.countOf(decision.standing.accountId) >= maxConnectionsPerPerson) return collabClose.tooMuch;
      const hold = await deps.rooms.hold(decision.documentId, decision.generation);
      // A notice that came meanwhile was not heard for a connection that did not exist yet.
      if (hold && version === deps.watch.version) return { admission: decision, hold };
      hold?.release();
    }
    return collabClose.comeAgain;
  }

  function attach(socket: WebSocket, asked: Asked, cookie: string | undefined, admission: Admission, hold: Hold): void {
    let unwatch: () => void = () => undefined;
    let farewell: NodeJS.Timeout | undefined;
    const connection = new Connection({
      socket: {
        get bufferedAmount() {
          return socket.bufferedAmount;
        },
        send: (frame) => socket.send(frame),
        close: (code) => {
          socket.close(code);
          // Whoever does not answer a farewell is not waited for.
          farewell = setTimeout(() => socket.terminate(), farewellMs);
        },
        terminate: () => socket.terminate(),
        pause: () => socket.pause(),
        resume: () => socket.resume(),
        ping: () => socket.ping(),
      },
      room: hold.room,
      standing: admission.standing,
      wantsAcks: asked.wantsAcks,
      readsState: asked.readsState,
      rates: deps.rates,
      now: deps.now,
      onEnd: () => {
        unwatch();
        hold.release();
      },
    });
    unwatch = deps.watch.add({ connection, admission, decideAgain: () => deps.decide(asked.room, cookie) });
    socket.on("message", (data: RawData, isBinary: boolean) => {
      if (isBinary && Buffer.isBuffer(data)) connection.message(data);
      else connection.close(collabClose.malformed);
    });
    socket.on("pong", () => connection.alive());
    socket.on("close", () => {
      clearTimeout(farewell);
      connection.closed();
    });
    connection.start(asked.clientId);
  }

  return {
    handle(request: IncomingMessage, socket: Duplex, head: Buffer): void {
      socket.on("error", () => socket.destroy());
      const { origin, cookie } = request.headers;
      if (origin !== undefined && origin !== deps.origin) {
        socket.end("HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
        return;
      }
      const asked = readAddress(request.url ?? "");
      admit(asked, cookie)
        .catch((error: unknown) => {
          deps.log.warn({ err: error }, "whoever comes cannot be checked");
          return collabClose.comeAgain;
        })
        .then((answer) => {
          let opened = false;
          server.handleUpgrade(request, socket, head, (ws) => {
            opened = true;
            // `ws` closes by itself after an error; without a listener the process would end.
            ws.on("error", () => undefined);
            if (typeof answer === "number") ws.close(answer);
            else attach(ws, asked, cookie, answer.admission, answer.hold);
          });
          // No websocket came of it: the peer vanished meanwhile, or its request was none.
          if (!opened && typeof answer !== "number") answer.hold.release();
        })
        .catch((error: unknown) => {
          deps.log.error({ err: error }, "an upgrade failed");
          socket.destroy();
        });
    },
    close(): void {
      server.close();
    },
  };
}

function readAddress(address: string): Asked {
  const url = new URL(address, "http://collab.invalid");
  const client = url.searchParams.get("client");
  const clientId = client !== null && /^\d{1,10}$/.test(client) ? Number(client) : null;
  return {
    room: url.pathname.startsWith(collabPrefix) ? url.pathname.slice(collabPrefix.length) : "",
    wantsAcks: url.searchParams.get("ack") === "1",
    readsState: url.searchParams.get("state") === "2",
    clientId,
    as: url.searchParams.get("as"),
    malformed: client !== null && (clientId === null || clientId > 0xffffffff),
  };
}
