import { redirect } from "next/navigation";
import { services } from "@/app/services";
import { followPath } from "@/domain/coalition/following";

type Props = { params: Promise<{ token: string }> };

/** For mail programs that open the address of `List-Unsubscribe` in a browser: the page has the button. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  redirect(followPath((await params).token));
}

/** Their one press (RFC 8058): no cookie, no page, the same answer as often as it comes. */
export async function POST(_request: Request, { params }: Props): Promise<Response> {
  const done = await services().follow.change({ token: (await params).token, frequency: "never" });
  return new Response(null, { status: done.ok ? 204 : 404 });
}
