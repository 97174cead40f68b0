import { currentActor } from "@/app/actor";
import { services } from "@/app/services";

/** All that is held about who is signed in, as one file. */
export async function GET(): Promise<Response> {
  const data = await services().account.personData(await currentActor());
  if (!data.ok) return new Response(null, { status: 404 });
  return new Response(`${JSON.stringify(data.value.tables, null, 2)}\n`, {
    headers: {
      "content-type": "application/json; charset=utf-8",
      "content-disposition": 'attachment; filename="mes-donnees.json"',
      "cache-control": "private, no-store",
    },
  });
}
