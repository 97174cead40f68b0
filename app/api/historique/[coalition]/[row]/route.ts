import { currentActor } from "@/app/actor";
import { services } from "@/app/services";

type Context = { params: Promise<{ coalition: string; row: string }> };

/** The latest changes of one trip, for the fold of the open trip; whoever may not read them finds nothing. */
export async function GET(_: Request, { params }: Context): Promise<Response> {
  const { coalition, row } = await params;
  const headers = { "cache-control": "no-store" };
  const page = await services().transport.history(await currentActor(), coalition, { row });
  if (!page.ok) return new Response(null, { status: 404, headers });
  return Response.json(page.value.lines, { headers });
}
