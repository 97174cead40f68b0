import { currentActor } from "@/app/actor";
import { jsonFile } from "@/app/json-file";
import { services } from "@/app/services";

/** All that is held about who is signed in, as one file. */
export async function GET(): Promise<Response> {
  const data = await services().account.personData(await currentActor());
  return data.ok ? jsonFile("mes-donnees.json", data.value.tables) : new Response(null, { status: 404 });
}
