import type { IncomingMessage } from "node:http";
import { isLoopback } from "@/server/env";
import { isRouterState } from "./router-state";

/** Forms and actions are small. */
const bodyLimit = 256 * 1024;
/** What a plan's image may weigh, and the one way that it comes: bytes, by themselves. */
const imageLimit = 2 * 1024 * 1024;
const imagePath = /^\/api\/images\/[a-z0-9-]{1,60}$/;
/** Forms that bring a file, each to a route of its own: what such a form may weigh, its own words included. */
const filePath = /^\/api\/depot\/[a-z0-9-]{1,60}\/(photo|materiel)(\?langue=(fr|en))?$/;
const fileLimits: Record<string, number> = { photo: imageLimit + 8 * 1024, materiel: 10 * 1024 * 1024 + 8 * 1024 };

/** Where a mail program stops what its reader gets, by itself: it names no origin, and its secret is in the address. */
const oneClickPath = /^\/api\/suivi\/[\w-]{40,600}$/;
const oneClickLimit = 2 * 1024;

export type Verdict =
  | { kind: "pass" }
  /** To be passed on once its body, of `length` bytes, is found to be well made. */
  | { kind: "form"; length: number }
  | { kind: "redirect"; location: string }
  | { kind: "refuse"; status: 400 | 403 | 405 | 411 | 413 | 415 };

const reads = new Set(["GET", "HEAD"]);

/**
 * What is decided of a request before any page sees it. A write must come from our own origin: browsers always name
 * theirs, and Next lets an absent one pass.
 */
export function guard(request: IncomingMessage, origin: URL): Verdict {
  const path = request.url ?? "";
  if (!path.startsWith("/") || !decodes(path)) return { kind: "refuse", status: 400 };
  const shown = request.headers["next-router-state-tree"];
  if (shown !== undefined && !isRouterState(String(shown))) return { kind: "refuse", status: 400 };
  if (!reads.has(request.method ?? "")) {
    const length = request.headers["content-length"];
    if (request.method === "POST" && request.headers["next-action"] === undefined && oneClickPath.test(path))
      return Number(length ?? 0) > oneClickLimit ? { kind: "refuse", status: 413 } : { kind: "pass" };
    if (request.headers.origin !== origin.origin) return { kind: "refuse", status: 403 };
    // A body of unannounced length could only be measured by reading it.
    if (length === undefined) return { kind: "refuse", status: 411 };
    const type = request.headers["content-type"] ?? "";
    const called = request.headers["next-action"] !== undefined;
    const isImage = request.method === "POST" && !called && imagePath.test(path) && type.startsWith("image/");
    const withFile = request.method === "POST" && !called ? fileLimits[filePath.exec(path)?.[1] ?? ""] : undefined;
    if (Number(length) > (isImage ? imageLimit : (withFile ?? bodyLimit))) return { kind: "refuse", status: 413 };
    if (isImage) return { kind: "pass" };
    if (request.method !== "POST") return { kind: "refuse", status: 405 };
    if (withFile !== undefined && type.startsWith("multipart/form-data")) return { kind: "pass" };
    // A script that calls an action without arguments sends no form.
    const expected = called ? /^(multipart\/form-data|text\/plain)/ : /^multipart\/form-data/;
    if (!expected.test(type)) return { kind: "refuse", status: 415 };
    return { kind: "form", length: Number(length) };
  }
  if (cameByAnotherLoopback(request, origin)) return { kind: "redirect", location: origin.origin + path };
  return { kind: "pass" };
}

/** Whether the path's percent signs spell text: Next fails on bytes that are none, and drops a NUL as if it was not there. */
function decodes(path: string): boolean {
  try {
    return !decodeURIComponent(path.split("?", 1)[0] ?? "").includes("\0");
  } catch {
    return false;
  }
}

/** On one's own machine 127.0.0.1 and localhost are two sites to a browser: cookies of one are missing on the other. */
function cameByAnotherLoopback(request: IncomingMessage, origin: URL): boolean {
  const { host = "" } = request.headers;
  if (host === origin.host || !isLoopback(origin.hostname) || !URL.canParse(`http://${host}`)) return false;
  return isLoopback(new URL(`http://${host}`).hostname);
}
