import { z } from "zod";
import type { Db, Trx } from "@/db/client";
import { findKeyDate } from "@/db/coalition";
import {
  changeDeparture,
  type DepartureOwner,
  insertDeparture,
  type KeptDeparture,
  keptDepartures,
  lockDeparture,
  pastDepartures,
  takeDepartureBack,
} from "@/db/departure";
import { lockKeyDates } from "@/db/key-date";
import { lockCoalition } from "@/db/membership";
import { transact } from "@/db/transact";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { parisDay } from "@/domain/kernel/spoken-date";
import { uuidSchema } from "@/domain/kernel/uuid-schema";
import { departureSchema } from "@/domain/transport/departure";
import { nationalId } from "@/server/coalition/moderation";
import { openWorkspace } from "@/server/coalition/workspace";
import type { Deps } from "@/server/deps";

const departuresAtMost = 100;

export type { KeptDeparture } from "@/db/departure";

/** Whose departures a page or a form speaks of: a coalition's by its slug, or those toward a key date. */
type Asked = { coalition?: unknown; keyDate?: unknown };

/** Members keep their coalition's departures, national coordinators those of the key dates; to others there are none. */
async function ownerFor(db: Db, actor: Actor, { coalition, keyDate }: Asked): Promise<Result<DepartureOwner>> {
  if (keyDate !== undefined) {
    const date =
      nationalId(actor) && uuidSchema.safeParse(keyDate).success ? await findKeyDate(db, `${keyDate}`) : undefined;
    return date ? ok({ keyDateId: date.id }) : refuse("not_found");
  }
  const opened = await openWorkspace(db, actor, typeof coalition === "string" ? coalition : "", "member");
  return opened.ok ? ok({ coalitionId: opened.value.coalition.id }) : opened;
}

/** One at a time adds to the departures of an owner. */
async function lockOwner(trx: Trx, owner: DepartureOwner): Promise<void> {
  if ("coalitionId" in owner) await lockCoalition(trx, owner.coalitionId);
  else await lockKeyDates(trx);
}

/** Those that are not over, and those that are. */
export async function readDepartures(
  deps: Deps,
  actor: Actor,
  asked: Asked,
): Promise<Result<{ ahead: KeptDeparture[]; past: KeptDeparture[] }>> {
  const { db } = deps.database;
  const owner = await ownerFor(db, actor, asked);
  if (!owner.ok) return owner;
  const today = parisDay(deps.clock.now());
  const [ahead, past] = [await keptDepartures(db, owner.value, today), await pastDepartures(db, owner.value, today)];
  return ok({ ahead, past });
}

const targetSchema = z.object({ id: z.uuid(), revision: z.coerce.number().int().min(0) });

/**
 * Writes down what people travel to, or changes it. With people signed up for a trip there it keeps its day: what they
 * were promised is on that day.
 */
export async function saveDeparture(
  deps: Deps,
  actor: Actor,
  raw: Record<string, unknown>,
): Promise<Result<{ id: string }>> {
  return transact(deps.database.db, async (trx) => {
    const owner = await ownerFor(trx, actor, raw);
    if (!owner.ok) return owner;
    const parsed = departureSchema.safeParse(raw);
    if (!parsed.success)
      return refuse(
        "invalid",
        Object.fromEntries(parsed.error.issues.map(({ path, message }) => [String(path[0]), message])),
      );
    if (raw.id === undefined || raw.id === "") {
      await lockOwner(trx, owner.value);
      const ahead = await keptDepartures(trx, owner.value, parisDay(deps.clock.now()));
      if (ahead.length >= departuresAtMost) return refuse("departures_full");
      return ok({ id: await insertDeparture(trx, owner.value, parsed.data) });
    }
    const target = targetSchema.safeParse(raw);
    const before = target.success ? await lockDeparture(trx, owner.value, target.data.id) : undefined;
    if (!target.success || !before) return refuse("not_found");
    if (before.revision !== target.data.revision) return refuse("decided_meanwhile");
    const day = (wallClock: string) => wallClock.slice(0, 10);
    if (before.booked > 0 && day(before.startsAtLocal) !== day(parsed.data.startsAtLocal))
      return refuse("invalid", { day: "booked" });
    await changeDeparture(trx, before.id, parsed.data);
    return ok({ id: before.id });
  });
}

/** Takes it back, while no trip leads there. */
export async function removeDeparture(deps: Deps, actor: Actor, raw: Record<string, unknown>): Promise<Result<null>> {
  return transact(deps.database.db, async (trx) => {
    const owner = await ownerFor(trx, actor, raw);
    if (!owner.ok) return owner;
    const id = uuidSchema.safeParse(raw.id);
    const before = id.success ? await lockDeparture(trx, owner.value, id.data) : undefined;
    if (!before) return refuse("not_found");
    if (before.trips > 0 || before.booked > 0) return refuse("departure_used");
    await takeDepartureBack(trx, before.id, deps.clock.now());
    return ok(null);
  });
}
