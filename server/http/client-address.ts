import type { IncomingMessage } from "node:http";

/**
 * Whose network the request comes from. Only what our own proxies appended to X-Forwarded-For is believed: with none in
 * front (`hops` 0) the header is a claim of the visitor.
 */
export function clientAddress(request: IncomingMessage, hops: number): string {
  const direct = request.socket.remoteAddress ?? "";
  if (hops === 0) return direct;
  const chain = [...[request.headers["x-forwarded-for"] ?? []].flat().join(",").split(","), direct]
    .map((entry) => entry.trim())
    .filter(Boolean);
  return chain.at(-1 - hops) ?? chain[0] ?? direct;
}
