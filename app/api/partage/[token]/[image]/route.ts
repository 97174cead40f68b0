import { connection } from "next/server";
import { imageAnswer } from "@/app/image-answer";
import { services } from "@/app/services";

type Context = { params: Promise<{ token: string; image: string }> };

/** An image that stands in a shared plan, for who has its link. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  await connection();
  const { token, image } = await params;
  return imageAnswer(request, await services().plan.sharedImage(token, image));
}
