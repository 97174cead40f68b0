import { currentActor } from "@/app/actor";
import { services } from "@/app/services";

type Context = { params: Promise<{ coalition: string; document: string; thing: string }> };

/** The latest changes of one trip or date, for the fold of what is open; whoever may not read them finds nothing. */
export async function GET(_: Request, { params }: Context): Promise<Response> {
  const { coalition, document, thing } = await params;
  const headers = { "cache-control": "no-store" };
  const page = await services().history.lines(await currentActor(), coalition, document, { thing });
  if (!page.ok) return new Response(null, { status: 404, headers });
  return Response.json(page.value.lines, { headers });
}
