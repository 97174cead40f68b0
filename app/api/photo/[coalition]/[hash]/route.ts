import { currentActor } from "@/app/actor";
import { hasAlready } from "@/app/conditional";
import { services } from "@/app/services";

type Context = { params: Promise<{ coalition: string; hash: string }> };

/** The photograph of a coalition's page. Another one has another address. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { coalition, hash } = await params;
  const found = await services().coalition.photo(await currentActor(), coalition, hash);
  if (!found.ok) return new Response(null, { status: 404, headers: { "cache-control": "no-store" } });
  const headers = { "cache-control": "private, max-age=31536000, immutable", etag: `"${hash}"` };
  if (hasAlready(request, headers.etag)) return new Response(null, { status: 304, headers });
  return new Response(new Uint8Array(found.value), {
    headers: { ...headers, "content-type": "image/webp", "content-disposition": "inline" },
  });
}
