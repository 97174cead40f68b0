import { currentActor } from "@/app/actor";
import { etagOf, hasAlready } from "@/app/conditional";
import { services } from "@/app/services";
import { icsFile } from "@/domain/kernel/ics";
import { bookingPath } from "@/domain/signup/paths";
import type { Held } from "@/server/transport/signup-types";

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
  const { signup } = found.value;
  const cancelled = signup.state === "cancelled" || signup.state === "expired";
  if (!signup.signupId || !(cancelled || signup.state === "confirmed")) return missing;
  const host = request.headers.get("host") ?? "localhost";
  const protocol = request.headers.get("x-forwarded-proto") ?? "http";
  const url = `${protocol}://${host}${bookingPath(key, signupId)}`;
  const entries = momentsOf(found.value).map(({ part, ...moment }) => ({
    ...moment,
    uid: `${signup.signupId}-${part}@${host}`,
    sequence: signup.revision,
    cancelled,
    url,
  }));
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

/** Where one has to be, and when: both ways of a ride, or the one time of an entry of the agenda. */
function momentsOf(held: Held) {
  if (held.of === "entry") {
    const { title, time, address } = held.entry;
    if (!time) return [];
    const place = [time.place, address].filter(Boolean).join(", ");
    return [{ part: "entry", start: time.startsAt, end: time.endsAt, title, place }];
  }
  return (["outbound", "return"] as const).flatMap((way) => {
    const leg = held.signup[way];
    if (!leg) return [];
    const title = `${held.trip.title}, ${leg.from.place} – ${leg.to.place}`;
    return [{ part: way, start: leg.from.at, end: leg.to.at, title, place: leg.from.place }];
  });
}
