import { currentActor } from "@/app/actor";
import { hasAlready } from "@/app/conditional";
import { services } from "@/app/services";
import { streamOf } from "@/app/stream-of";
import { fileEndings } from "@/domain/coalition/material";

type Context = { params: Promise<{ coalition: string; id: string }> };

/** A file of a coalition's library, to be saved; server/http/security-headers.ts sees to it that it is never a page. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { coalition, id } = await params;
  const found = await services().material.file(await currentActor(), coalition, id);
  if (!found.ok) return new Response(null, { status: 404, headers: { "cache-control": "no-store" } });
  const { title, kind, type, size, hash, pieces } = found.value;
  const headers = { "cache-control": "private, no-cache", etag: `"${hash}"` };
  if (hasAlready(request, headers.etag)) return new Response(null, { status: 304, headers });
  const name = `${title.replace(/[\\/:*?"<>|]/g, " ").trim()}.${fileEndings[kind]}`;
  return new Response(streamOf(pieces()), {
    headers: {
      ...headers,
      "content-type": type,
      "content-length": String(size),
      "content-disposition": `attachment; filename="fichier.${fileEndings[kind]}"; filename*=UTF-8''${encodeURIComponent(name)}`,
    },
  });
}
