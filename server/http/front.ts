import { randomBytes } from "node:crypto";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { Env } from "@/server/env";
import { log } from "@/server/log";
import { clientAddress } from "./client-address";
import { guard } from "./guard";
import { withNotFoundPage } from "./not-found";
import { plainPage } from "./plain-page";
import { securityHeaders } from "./security-headers";

/**
 * What every request meets first: health, security headers, the checks of `guard`, then `pages`. From here on, host and
 * forwarded headers say what we know, not what the visitor or a proxy wrote.
 */
export function front(env: Env, deps: { pages: RequestListener; healthy: () => Promise<boolean> }): RequestListener {
  const pages = withNotFoundPage(deps.pages);
  return (request, response) => {
    const nonce = randomBytes(16).toString("base64");
    const headers = securityHeaders({ nonce, origin: env.ORIGIN, development: env.MODE === "development" });
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);

    if (request.url === "/sante") {
      health(deps.healthy, response);
      return;
    }
    const verdict = guard(request, env.ORIGIN);
    if (verdict.kind === "refuse") {
      answer(request, response, verdict.status);
      return;
    }
    if (verdict.kind === "redirect") {
      response.writeHead(307, { location: verdict.location }).end();
      return;
    }
    const address = clientAddress(request, env.PROXY_HOPS);
    const known = {
      host: env.ORIGIN.host,
      "x-forwarded-host": env.ORIGIN.host,
      "x-forwarded-proto": env.ORIGIN.protocol.slice(0, -1),
      "x-forwarded-for": address,
      "x-client-address": address,
      "x-nonce": nonce,
      "content-security-policy": headers["content-security-policy"] ?? "",
    };
    Object.assign(request.headers, known);
    delete request.headers.forwarded;
    pages(request, response);
  };
}

/** A short page of our own, and the end of this connection: what else it wanted to send is not read. */
export function answer(request: IncomingMessage, response: ServerResponse, status: number): void {
  response.writeHead(status, {
    "content-type": "text/html; charset=utf-8",
    connection: "close",
    "cache-control": "no-store",
  });
  response.end(request.method === "HEAD" ? undefined : plainPage(status, request.url ?? "/"));
}

function health(healthy: () => Promise<boolean>, response: ServerResponse): void {
  const tell = (ok: boolean) => {
    response.writeHead(ok ? 200 : 503, { "content-type": "application/json", "cache-control": "no-store" });
    response.end(JSON.stringify({ ok }));
  };
  healthy().then(tell, (error: unknown) => {
    log.error({ err: error }, "the health check failed");
    tell(false);
  });
}
