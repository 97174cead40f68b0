import { randomBytes } from "node:crypto";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { Env } from "@/server/env";
import { log } from "@/server/log";
import { clientAddress } from "./client-address";
import { isOurForm, readAndPutBack } from "./form-body";
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
    const headers = securityHeaders({
      nonce,
      origin: env.ORIGIN,
      development: env.MODE === "development",
      path: request.url ?? "/",
    });
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
    // Ours are short and always sent whole; Next fails on what it cannot make of these.
    for (const name of ["forwarded", "range", "if-range", "if-match", "if-unmodified-since"] as const)
      delete request.headers[name];
    if (verdict.kind === "pass") pages(request, response);
    else checkForm(request, response, verdict.length, pages);
  };
}

/** Hands a form on to `pages` once it is whole and well made. */
function checkForm(request: IncomingMessage, response: ServerResponse, length: number, pages: RequestListener): void {
  const check = async () => {
    const body = await readAndPutBack(request, length);
    if (body === null) return;
    if (await isOurForm(request, body)) pages(request, response);
    else answer(request, response, 400);
  };
  check().catch((error: unknown) => {
    log.error({ err: error }, "a form could not be checked");
    answer(request, response, 500);
  });
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
