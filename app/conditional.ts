import { createHash } from "node:crypto";

/** The name of what an answer says, for `If-None-Match`. Weak: a stamp in it may differ. */
export function etagOf(...parts: unknown[]): string {
  return `W/"${createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, 27)}"`;
}

/** Whether the browser has it already. */
export function hasAlready(request: Request, etag: string): boolean {
  const known = request.headers.get("if-none-match")?.split(",") ?? [];
  const bare = (tag: string) => tag.trim().replace(/^W\//, "");
  return known.some((tag) => tag.trim() === "*" || bare(tag) === bare(etag));
}
