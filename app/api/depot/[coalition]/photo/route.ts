import { currentActor } from "@/app/actor";
import { backTo, sentFile } from "@/app/file-form";
import { services } from "@/app/services";

type Context = { params: Promise<{ coalition: string }> };

/** Takes the photograph of a coalition's page, from a form of its settings: actions of ours carry text alone. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { coalition: slug } = await params;
  const actor = await currentActor();
  // Before a byte of the file is read.
  const allowed = await services().coalition.workspace(actor, slug, "coordinator");
  if (!allowed.ok) return new Response(null, { status: allowed.refusal.code === "sign_in_first" ? 401 : 404 });
  const { bytes } = await sentFile(request);
  const kept = await services().coalition.addPhoto(actor, slug, bytes);
  const told = kept.ok ? "recue" : kept.refusal.code;
  return backTo(request, `/espace/${slug}/reglages?photo=${told}#photo`);
}
