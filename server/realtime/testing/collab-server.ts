import type { ClientRequestArgs } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocket } from "ws";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import type { Database } from "@/db/client";
import { actorFromCookie } from "@/server/account/session";
import { createRealtime, type Realtime, type RealtimeDeps } from "../realtime";

export const testOrigin = "http://cortege.test";

export type CollabServer = { port: number; realtime: Realtime; logged: unknown[]; close(): Promise<void> };

/** The real thing over HTTP, on a free port. */
export async function startCollabServer(
  database: Database,
  options: Partial<RealtimeDeps> & { port?: number } = {},
): Promise<CollabServer> {
  const logged: unknown[] = [];
  const note = (what: unknown) => {
    logged.push(what);
  };
  const realtime = await createRealtime({
    database,
    clock: { now: () => new Date() },
    log: { warn: note, error: note },
    origin: new URL(testOrigin),
    actorOf: (cookie) => actorFromCookie(database.db, cookie, { secureCookies: false }),
    hasProjector: false,
    ...options,
  });
  const server = createServer((_request, response) => response.writeHead(404).end());
  server.on("upgrade", realtime.handleCollabUpgrade);
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    realtime,
    logged,
    async close() {
      await realtime.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** An unmodified provider, as a browser would run it. */
export function openProvider(
  port: number,
  room: string,
  options: { cookie?: string; origin?: string | null; doc?: Y.Doc; params?: Record<string, string> } = {},
): WebsocketProvider {
  const headers: ClientRequestArgs["headers"] = {};
  if (options.cookie) headers.cookie = options.cookie;
  if (options.origin !== null) headers.origin = options.origin ?? testOrigin;
  class SocketWithHeaders extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols, { headers });
    }
  }
  return new WebsocketProvider(`ws://127.0.0.1:${port}/collab`, room, options.doc ?? new Y.Doc(), {
    // Else providers of one process would speak to one another past the server.
    disableBc: true,
    params: options.params ?? {},
    WebSocketPolyfill: SocketWithHeaders as unknown as typeof globalThis.WebSocket,
  });
}

export function whenSynced(provider: WebsocketProvider): Promise<void> {
  if (provider.synced) return Promise.resolve();
  return new Promise((resolve) => {
    provider.on("sync", (synced) => {
      if (synced) resolve();
    });
  });
}

/** The code with which the next connection of `provider` ends. */
export function nextClose(provider: WebsocketProvider): Promise<number | undefined> {
  return new Promise((resolve) => provider.once("connection-close", (event) => resolve(event?.code)));
}

/** Resolves as soon as `holds`, looking after each change of the document. */
export function whenDoc(doc: Y.Doc, holds: (doc: Y.Doc) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!holds(doc)) return;
      doc.off("update", look);
      resolve();
    };
    doc.on("update", look);
    look();
  });
}

/** A bare websocket, for frames that no provider sends. */
export function openSocket(
  port: number,
  room: string,
  options: { cookie?: string; origin?: string; autoPong?: boolean } = {},
): { socket: WebSocket; closed: Promise<number>; opened: Promise<void>; messages: Uint8Array[] } {
  const headers: Record<string, string> = {};
  if (options.cookie) headers.cookie = options.cookie;
  if (options.origin) headers.origin = options.origin;
  const socket = new WebSocket(`ws://127.0.0.1:${port}/collab/${room}`, {
    headers,
    autoPong: options.autoPong ?? true,
  });
  socket.on("error", () => undefined);
  const messages: Uint8Array[] = [];
  socket.on("message", (data: Buffer) => messages.push(new Uint8Array(data)));
  return {
    socket,
    messages,
    closed: new Promise((resolve) => socket.on("close", resolve)),
    opened: new Promise((resolve) => socket.on("open", resolve)),
  };
}
