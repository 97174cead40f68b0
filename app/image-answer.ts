import type { Result } from "@/domain/kernel/result";
import { hasAlready } from "./conditional";

/** An image of a plan. It never changes under its id; nobody but the browser that asked may keep it. */
export function imageAnswer(
  request: Request,
  found: Result<{ type: string; bytes: Uint8Array; hash: string }>,
): Response {
  if (!found.ok) return new Response(null, { status: 404, headers: { "cache-control": "no-store" } });
  const { type, bytes, hash } = found.value;
  const headers = { "cache-control": "private, max-age=31536000, immutable", etag: `"${hash}"` };
  if (hasAlready(request, headers.etag)) return new Response(null, { status: 304, headers });
  return new Response(new Uint8Array(bytes), {
    headers: { ...headers, "content-type": type, "content-disposition": "inline" },
  });
}
