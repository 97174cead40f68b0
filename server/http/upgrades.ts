import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";

export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
export type UpgradeRoute = { prefix: string; upgrade: Upgrade };

/**
 * Sends each protocol upgrade to the one who serves its path. Node gives an upgrade to every listener, and Next's own
 * closes what it does not know: so there is one listener, and Next hears only what is left.
 */
export function dispatchUpgrades(routes: UpgradeRoute[], rest: Upgrade): Upgrade {
  return (request, socket, head) => {
    // A peer that vanishes during the handshake is its own affair.
    socket.on("error", () => socket.destroy());
    const path = request.url ?? "";
    const route = routes.find(({ prefix }) => path.startsWith(prefix));
    (route?.upgrade ?? rest)(request, socket, head);
  };
}

/** Ends an upgrade with an HTTP status, before any websocket exists. */
export function refuseUpgrade(
  socket: Duplex,
  status: "403 Forbidden" | "404 Not Found" | "503 Service Unavailable",
): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
