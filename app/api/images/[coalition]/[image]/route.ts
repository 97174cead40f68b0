import { currentActor } from "@/app/actor";
import { hasAlready } from "@/app/conditional";
import { services } from "@/app/services";

type Context = { params: Promise<{ coalition: string; image: string }> };

/** An image of a plan, for who has a role in its coalition. It never changes under its id. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { coalition, image } = await params;
  const found = await services().plan.image(await currentActor(), coalition, image);
  if (!found.ok) return new Response(null, { status: 404, headers: { "cache-control": "no-store" } });
  const headers = { "cache-control": "private, max-age=31536000, immutable", etag: `"${found.value.hash}"` };
  if (hasAlready(request, headers.etag)) return new Response(null, { status: 304, headers });
  return new Response(new Uint8Array(found.value.bytes), {
    headers: { ...headers, "content-type": found.value.type, "content-disposition": "inline" },
  });
}
