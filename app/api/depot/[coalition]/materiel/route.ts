import { currentActor } from "@/app/actor";
import { backTo, sentFile } from "@/app/file-form";
import { services } from "@/app/services";

type Context = { params: Promise<{ coalition: string }> };

/** Takes a file for the coalition's library, or the next version of one. What it is, is said by a form of its own. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { coalition: slug } = await params;
  const actor = await currentActor();
  // Before a byte of the file is read.
  const allowed = await services().coalition.workspace(actor, slug, "member");
  if (!allowed.ok) return new Response(null, { status: allowed.refusal.code === "sign_in_first" ? 401 : 404 });
  const { bytes, material } = await sentFile(request);
  const kept = await services().material.add(actor, slug, { bytes, material });
  const path = `/espace/${slug}/materiel`;
  if (!kept.ok) return backTo(request, `${path}?fichier=${kept.refusal.code}#ajouter`);
  const { id } = kept.value;
  return backTo(request, `${path}?fichier=recu&de=${id}#m-${id}`);
}
