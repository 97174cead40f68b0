import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { Logger } from "pino";
import { type WebSocket, WebSocketServer } from "ws";
import type { Listen } from "@/db/listen/listen";
import { factChannel, parseFact } from "@/db/notify";
import { collabClose, type News, newsPrefix } from "@/domain/kernel/collab";
import { refuseUpgrade } from "@/server/http/upgrades";
import type { Decision } from "./access";

export type NewsDeps = {
  listen: Listen;
  decide(room: string, cookieHeader: string | undefined): Promise<Decision>;
  /** Scheme and host that browsers must come from. */
  origin: string;
  log: Pick<Logger, "warn">;
  /** How often it is asked who is still there. */
  everyMs?: number;
};

type Reader = {
  readonly accountId: string;
  readonly documentId: string;
  readonly coalitionId: string;
  decideAgain(): Promise<Decision>;
  heard: boolean;
};

const maxEachPerson = 30;

/**
 * Answers upgrades to `/nouvelles/<room>`: tells pages that show a document when its text, or what stands beside it,
 * changed, or when what its reader may do there did. It says no more than that: the page asks again, and authorises as ever.
 * Who may not read it any more is closed.
 */
export async function createNews({ listen, decide, origin, log, everyMs = 30_000 }: NewsDeps) {
  // Nobody says anything here.
  const server = new WebSocketServer({ noServer: true, maxPayload: 1 });
  const readers = new Map<WebSocket, Reader>();

  function take(socket: WebSocket, asked: Omit<Reader, "heard">): void {
    const isOne = [...readers.values()].filter((reader) => reader.accountId === asked.accountId);
    if (isOne.length >= maxEachPerson) {
      socket.close(collabClose.tooMuch);
      return;
    }
    const reader = { ...asked, heard: true };
    readers.set(socket, reader);
    socket.on("pong", () => {
      reader.heard = true;
    });
    socket.on("message", () => socket.terminate());
    socket.on("close", () => readers.delete(socket));
  }

  /** Whom we cannot check comes again. */
  async function checkAgain(socket: WebSocket, reader: Reader, told: boolean): Promise<void> {
    const decision = await reader.decideAgain().catch(() => null);
    if (decision?.kind !== "enter") socket.close(decision?.code ?? collabClose.comeAgain);
    else if (told) socket.send("access" satisfies News);
  }
  const checkAll = (concerns: (reader: Reader) => boolean, told: (reader: Reader) => boolean) => {
    for (const [socket, reader] of readers) if (concerns(reader)) void checkAgain(socket, reader, told(reader));
  };

  const tell = (news: News, concerns: (reader: Reader) => boolean) => {
    for (const [socket, reader] of readers) if (concerns(reader)) socket.send(news);
  };
  const stopListening = await listen(
    factChannel,
    (payload) => {
      const fact = parseFact(payload);
      if (fact?.kind === "beside" || fact?.kind === "text")
        tell(fact.kind, ({ documentId }) => documentId === fact.documentId);
      if (fact?.kind !== "access") return;
      checkAll(
        ({ accountId }) => accountId === fact.accountId,
        ({ coalitionId }) => coalitionId === fact.coalitionId,
      );
    },
    // What was said during the break is lost.
    () => {
      tell("beside", () => true);
      checkAll(
        () => true,
        () => true,
      );
    },
  );
  const life = setInterval(() => {
    for (const [socket, reader] of readers) {
      if (!reader.heard) socket.terminate();
      reader.heard = false;
      socket.ping();
    }
  }, everyMs);

  return {
    upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
      const from = request.headers.origin;
      if (from !== undefined && from !== origin) {
        refuseUpgrade(socket, "403 Forbidden");
        return;
      }
      const { pathname } = new URL(request.url ?? "", "http://news.invalid");
      const decideAgain = () => decide(pathname.slice(newsPrefix.length), request.headers.cookie);
      decideAgain()
        .catch((error: unknown) => {
          log.warn({ err: error }, "whoever wants news cannot be checked");
          return { kind: "refuse", code: collabClose.comeAgain } as const;
        })
        .then((decision) =>
          server.handleUpgrade(request, socket, head, (opened) => {
            opened.on("error", () => undefined);
            if (decision.kind === "refuse") opened.close(decision.code);
            else {
              const { standing, documentId, coalitionId } = decision;
              take(opened, { accountId: standing.accountId, documentId, coalitionId, decideAgain });
            }
          }),
        )
        .catch(() => socket.destroy());
    },
    async stop(): Promise<void> {
      clearInterval(life);
      await stopListening();
      for (const socket of readers.keys()) socket.close(collabClose.comeAgain);
      server.close();
    },
  };
}
