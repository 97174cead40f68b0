import { z } from "zod";
import type { Db, Trx } from "@/db/client";
import { findKeyDate, type KeyDateRow, keyDatesBefore, keyDatesFrom } from "@/db/coalition";
import { type Act, recordDecision } from "@/db/decision";
import { changeDeparture, keptDepartures, lockDeparture } from "@/db/departure";
import { changeKeyDate, insertKeyDate, lockKeyDates, overlapping } from "@/db/key-date";
import { transact } from "@/db/transact";
import { moved } from "@/domain/calendar/recurrence";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { daysBetween, dayToDate, parisDay } from "@/domain/kernel/spoken-date";
import { typedLine } from "@/domain/kernel/typed-text";
import { uuidSchema } from "@/domain/kernel/uuid-schema";
import { nationalId } from "@/server/coalition/moderation";
import type { Deps } from "@/server/deps";
import { tripCounts } from "@/server/transport/counts";
import { goingToward } from "./key-date-page";
import { tellGoing } from "./tell-going";

const day = (key: string) => z.iso.date({ error: key });
const keyDateSchema = z
  .object({
    id: z.preprocess((value) => (value === "" ? undefined : value), z.uuid().optional()),
    title: typedLine({ least: 3, most: 120 }, "title"),
    startsOn: day("startsOn"),
    endsOn: z.preprocess((value) => (value === "" ? undefined : value), day("endsOn").optional()),
    scope: typedLine({ least: 2, most: 120 }, "scope"),
    reason: z.preprocess((value) => value ?? "", z.string().max(300, { error: "reason" })),
    revision: z.coerce.number().int().min(0).catch(0),
    /** That another date shares a day with it is known. */
    anyway: z.literal("on").optional().catch(undefined),
  })
  .refine(({ startsOn, endsOn }) => endsOn === undefined || endsOn >= startsOn, { error: "endsOn", path: ["endsOn"] });

/** Makes a key date, or changes one; moving it asks for a reason. One that shares a day with another is asked about first. */
export async function saveKeyDate(
  deps: Deps,
  actor: Actor,
  raw: Record<string, unknown>,
): Promise<Result<{ id: string }>> {
  const accountId = nationalId(actor);
  if (!accountId) return refuse("not_found");
  const parsed = keyDateSchema.safeParse(raw);
  if (!parsed.success) {
    const fields = Object.fromEntries(parsed.error.issues.map(({ path, message }) => [String(path[0]), message]));
    return fields.id ? refuse("not_found") : refuse("invalid", fields);
  }
  const { id, reason, revision, anyway, title, startsOn, scope } = parsed.data;
  const values = { title, startsOn, endsOn: parsed.data.endsOn ?? startsOn, scope };
  return transact(deps.database.db, async (trx) => {
    await lockKeyDates(trx);
    const now = deps.clock.now();
    const before = id ? await findKeyDate(trx, id) : undefined;
    if (id && !before) return refuse("not_found");
    if (before && before.revision !== revision) return refuse("decided_meanwhile");
    const isMoved = before && (before.startsOn !== values.startsOn || before.endsOn !== values.endsOn);
    if (isMoved && reason.trim().length < 3) return refuse("invalid", { reason: "moved" });
    if (!anyway && (!before || isMoved) && (await overlapping(trx, values, id ?? null)).length > 0)
      return refuse("invalid", { anyway: "overlaps" });
    const act: Act = before ? "key_date_moved" : "key_date_made";
    if (before) await changeKeyDate(trx, before.id, values, now);
    const keptId = before?.id ?? (await insertKeyDate(trx, values, now));
    await recordDecision(trx, { accountId, act, subject: title, reason: reason.trim(), at: now });
    if (isMoved) {
      // Told first: by what they had planned for the old days.
      await tellGoing(deps, trx, before, { ...before, ...values }, "moved", reason.trim());
      await moveDepartures(trx, before, values);
    }
    return ok({ id: keptId });
  });
}

/** What leads toward a key date goes along with it, but for what somebody has signed up for: that was promised for its day. */
async function moveDepartures(
  trx: Trx,
  { id: keyDateId, startsOn }: KeyDateRow,
  to: { startsOn: string },
): Promise<void> {
  const days = daysBetween(dayToDate(startsOn), dayToDate(to.startsOn));
  for (const { id } of await keptDepartures(trx, { keyDateId }, startsOn)) {
    const departure = await lockDeparture(trx, { keyDateId }, id);
    if (!departure || departure.booked > 0) continue;
    const { startsAtLocal, endsAtLocal } = departure;
    await changeDeparture(trx, id, {
      startsAtLocal: moved(startsAtLocal, days),
      endsAtLocal: moved(endsAtLocal, days),
    });
  }
}

const cancelSchema = z.object({
  id: z.uuid(),
  revision: z.coerce.number().int().min(0).catch(0),
  reason: typedLine({ least: 3, most: 300 }, "reason"),
});

/** Cancels a key date, with a reason that everybody reads: it stays to be seen. Cancelled, it is restored in the same way. */
export async function cancelKeyDate(deps: Deps, actor: Actor, raw: Record<string, unknown>): Promise<Result<null>> {
  const accountId = nationalId(actor);
  if (!accountId) return refuse("not_found");
  const parsed = cancelSchema.safeParse(raw);
  if (!parsed.success)
    return parsed.error.issues.some(({ path }) => path[0] === "id")
      ? refuse("not_found")
      : refuse("invalid", { reason: "reason" });
  const { id, revision, reason } = parsed.data;
  return transact(deps.database.db, async (trx) => {
    await lockKeyDates(trx);
    const before = await findKeyDate(trx, id);
    if (!before) return refuse("not_found");
    if (before.revision !== revision) return refuse("decided_meanwhile");
    const now = deps.clock.now();
    const back = before.cancelledAt !== null;
    const values = back ? { cancelledAt: null, cancelReason: "" } : { cancelledAt: now, cancelReason: reason };
    await changeKeyDate(trx, id, values, now);
    const act: Act = back ? "key_date_restored" : "key_date_cancelled";
    await recordDecision(trx, { accountId, act, subject: before.title, reason, at: now });
    await tellGoing(deps, trx, before, before, back ? "restored" : "cancelled", reason);
    return ok(null);
  });
}

type Figures = { coalitions: number; actions: number; trips: number; taken: number; seats: number; waiting: number };
export type KeptDate = KeyDateRow & { figures: Figures };

/** The campaign's dates to come, each with what goes toward it; what goes toward any of them, counted once; those that are over. */
export async function keptKeyDates(
  deps: Deps,
  actor: Actor,
): Promise<Result<{ ahead: KeptDate[]; total: Figures; past: KeyDateRow[] }>> {
  if (!nationalId(actor)) return refuse("not_found");
  const { db } = deps.database;
  const today = parisDay(deps.clock.now());
  const ahead: KeptDate[] = [];
  const all: Going[] = [];
  const now = deps.clock.now();
  for (const date of await keyDatesFrom(db, today)) {
    const going = await goingToward(db, date, now);
    all.push(...going);
    ahead.push({ ...date, figures: await figuresOf(db, going, now) });
  }
  return ok({ ahead, total: await figuresOf(db, all, now), past: await keyDatesBefore(db, today) });
}

type Going = Awaited<ReturnType<typeof goingToward>>[number];

/** A trip or an action that goes toward two dates counts once. */
async function figuresOf(db: Db, going: readonly Going[], now: Date): Promise<Figures> {
  const trips = new Set(going.flatMap((one) => one.trips.map(({ tripId }) => tripId)));
  const counts = Object.values(await tripCounts(db, [...trips], now));
  const sum = (of: (count: (typeof counts)[number]) => number) => counts.reduce((all, count) => all + of(count), 0);
  const [seats, free] = [sum((count) => count.seats.total), sum((count) => count.seats.free)];
  return {
    coalitions: new Set(going.map(({ coalition }) => coalition.id)).size,
    actions: new Set(going.flatMap(({ coalition, actions }) => actions.map(({ key }) => `${coalition.id} ${key}`)))
      .size,
    trips: counts.length,
    taken: seats - free,
    seats,
    waiting: sum((count) => count.waiting),
  };
}

export async function keptKeyDate(deps: Deps, actor: Actor, id: string): Promise<Result<KeyDateRow>> {
  const date =
    nationalId(actor) && uuidSchema.safeParse(id).success ? await findKeyDate(deps.database.db, id) : undefined;
  return date ? ok(date) : refuse("not_found");
}
