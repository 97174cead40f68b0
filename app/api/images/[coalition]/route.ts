import { currentActor } from "@/app/actor";
import { services } from "@/app/services";

type Context = { params: Promise<{ coalition: string }> };

const statuses: Record<string, number> = { sign_in_first: 401, not_found: 404, image_too_large: 413 };

/** Takes an image for the plans of a coalition. A form of ours carries text alone, and an image is bytes. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const headers = { "cache-control": "no-store" };
  const bytes = new Uint8Array(await request.arrayBuffer());
  const kept = await services().plan.addImage(await currentActor(), (await params).coalition, bytes);
  if (kept.ok) return Response.json({ id: kept.value.id }, { headers });
  const { code } = kept.refusal;
  return Response.json({ code }, { status: statuses[code] ?? 422, headers });
}
