import { currentActor } from "@/app/actor";
import { services } from "@/app/services";
import { icsFile } from "@/domain/kernel/ics";
import { bookingPath } from "@/domain/signup/paths";

type Context = { params: Promise<{ key: string; signup?: string[] }> };

/** The rides of a confirmed booking, for the calendar of whoever holds its key. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { key, signup: [signupId, ...more] = [] } = await params;
  const missing = new Response(null, { status: 404 });
  if (more.length > 0) return missing;
  const found = await services().signup.holderPage(await currentActor(), signupId ? { key, signupId } : { key });
  if (!found.ok || found.value.kind !== "booking" || found.value.signup.state !== "confirmed") return missing;
  const { trip, signup } = found.value;
  const host = request.headers.get("host") ?? "localhost";
  const protocol = request.headers.get("x-forwarded-proto") ?? "http";
  const entries = (["outbound", "return"] as const).flatMap((way) => {
    const leg = signup[way];
    if (!leg) return [];
    return {
      uid: `${signup.signupId}-${way}@${host}`,
      start: leg.from.at,
      end: leg.to.at,
      title: `${trip.title} : ${leg.from.place} – ${leg.to.place}`,
      place: leg.from.place,
      url: `${protocol}://${host}${bookingPath(key, signupId)}`,
    };
  });
  return new Response(icsFile(entries, new Date()), {
    headers: {
      "content-type": "text/calendar; charset=utf-8",
      "content-disposition": 'attachment; filename="cortege.ics"',
      "cache-control": "private, no-store",
    },
  });
}
