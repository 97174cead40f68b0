import { connection } from "next/server";
import { services } from "@/app/services";

type Context = { params: Promise<{ coalition: string }> };

/** Work for the browser of somebody who writes to this coalition. Nothing is kept of it. */
export async function GET(_: Request, { params }: Context): Promise<Response> {
  await connection();
  const made = await services().contact.challenge((await params).coalition);
  const headers = { "cache-control": "no-store" };
  return made.ok ? Response.json(made.value, { headers }) : new Response(null, { status: 404, headers });
}
