import { jsonFile } from "@/app/json-file";
import { services } from "@/app/services";

type Context = { params: Promise<{ key: string }> };

/** All that is held under an address that a link has proved, as one file. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const data = await services().account.addressData((await params).key);
  return data.ok ? jsonFile("mes-donnees.json", data.value.tables) : new Response(null, { status: 404 });
}
