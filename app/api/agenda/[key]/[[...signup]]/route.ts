import { currentActor } from "@/app/actor";
import { etagOf, hasAlready } from "@/app/conditional";
import { services } from "@/app/services";
import { icsFile } from "@/domain/kernel/ics";
import { bookingPath } from "@/domain/signup/paths";

type Context = { params: Promise<{ key: string; signup?: string[] }> };

/**
 * The rides of a booking, for the calendar of whoever holds its key: once confirmed, and after it has ended, so that a
 * calendar that has them takes them out.
 */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { key, signup: [signupId, ...more] = [] } = await params;
  const missing = new Response(null, { status: 404 });
  if (more.length > 0) return missing;
  const found = await services().signup.holderPage(await currentActor(), signupId ? { key, signupId } : { key });
  if (!found.ok || found.value.kind !== "booking") return missing;
  const { trip, signup } = found.value;
  const cancelled = signup.state === "cancelled" || signup.state === "expired";
  if (!signup.signupId || !(cancelled || signup.state === "confirmed")) return missing;
  const host = request.headers.get("host") ?? "localhost";
  const protocol = request.headers.get("x-forwarded-proto") ?? "http";
  const entries = (["outbound", "return"] as const).flatMap((way) => {
    const leg = signup[way];
    if (!leg) return [];
    return {
      uid: `${signup.signupId}-${way}@${host}`,
      sequence: signup.revision,
      cancelled,
      start: leg.from.at,
      end: leg.to.at,
      title: `${trip.title}, ${leg.from.place} – ${leg.to.place}`,
      place: leg.from.place,
      url: `${protocol}://${host}${bookingPath(key, signupId)}`,
    };
  });
  const headers = { etag: etagOf(entries), "cache-control": "private, no-cache" };
  if (hasAlready(request, headers.etag)) return new Response(null, { status: 304, headers });
  return new Response(icsFile(entries, new Date()), {
    headers: {
      ...headers,
      "content-type": "text/calendar; charset=utf-8; method=PUBLISH",
      "content-disposition": 'attachment; filename="cortege.ics"',
    },
  });
}
