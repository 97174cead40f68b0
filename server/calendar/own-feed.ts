import { storedEntries } from "@/db/agenda";
import { agendaStamp } from "@/db/agenda-page";
import { deleteFeed, feedMadeAt, feedPlaces, setFeed } from "@/db/calendar-feed";
import { icsEntries } from "@/domain/calendar/ics-entry";
import type { Actor } from "@/domain/kernel/actor";
import type { IcsEntry } from "@/domain/kernel/ics";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { tokenSchema } from "@/domain/signup/request";
import { randomToken, sha256 } from "@/server/crypto";
import type { Deps } from "@/server/deps";

/** Makes one's own calendar file, whose address is a secret; answers with it this once. The one before ends. */
export async function makeOwnFeed(deps: Deps, actor: Actor): Promise<Result<{ address: string }>> {
  if (actor.kind !== "account") return refuse("sign_in_first");
  const token = randomToken();
  await setFeed(deps.database.db, actor.accountId, sha256(token), deps.clock.now());
  return ok({ address: `${deps.origin}/api/mon-agenda/${token}.ics` });
}

/** Whoever has its address finds nothing there any more. */
export async function endOwnFeed(deps: Deps, actor: Actor): Promise<Result<void>> {
  if (actor.kind !== "account") return refuse("sign_in_first");
  await deleteFeed(deps.database.db, actor.accountId);
  return ok(undefined);
}

export async function hasOwnFeed(deps: Deps, actor: Actor): Promise<boolean> {
  return actor.kind === "account" && (await feedMadeAt(deps.database.db, actor.accountId)) !== null;
}

export type OwnFeed = { stamp: string; changedAt: Date | null; read(): Promise<IcsEntry[]> };

/**
 * What stands at a secret address: the dates of the coalitions where its holder has a role today, for members too, and
 * the tasks that they have taken. `read` is for a calendar that has not got it yet.
 */
export async function ownFeed(deps: Deps, token: string): Promise<Result<OwnFeed>> {
  const { db } = deps.database;
  const places = tokenSchema.safeParse(token).success ? await feedPlaces(db, sha256(token)) : undefined;
  if (!places) return refuse("not_found");
  const coalitionIds = places.map(({ coalitionId }) => coalitionId);
  const { stamp, changedAt } = await agendaStamp(db, { coalitionIds, publicOnly: false });
  const { host } = new URL(deps.origin);
  return ok({
    stamp: `${coalitionIds.join()} ${stamp}`,
    changedAt,
    async read() {
      const byId = new Map(places.map((place) => [place.coalitionId, place]));
      const entries = await storedEntries(db, { coalitionIds });
      return entries.flatMap(({ id, coalitionId, values, facts, revision, changedAt: changed }) => {
        const place = byId.get(coalitionId);
        if (!place || (values.kind === "task" && values.owner !== place.memberId)) return [];
        return icsEntries(values, {
          uid: `${id}@${host}`,
          revision,
          changedAt: changed,
          cancelled: facts.cancelled,
          url: `${deps.origin}/espace/${place.slug}/agenda`,
          description: [place.name, values.notes, values.bring].filter(Boolean).join("\n\n"),
        });
      });
    },
  });
}
