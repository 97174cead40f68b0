import { currentActor } from "@/app/actor";
import { imageAnswer } from "@/app/image-answer";
import { services } from "@/app/services";

type Context = { params: Promise<{ coalition: string; image: string }> };

/** An image of a plan, for who has a role in its coalition. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { coalition, image } = await params;
  return imageAnswer(request, await services().plan.image(await currentActor(), coalition, image));
}
