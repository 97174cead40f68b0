import { z } from "zod";
import { findPoll, lockPoll, optionsOf, setKept, setPollRemoved } from "@/db/date-poll";
import type { Actor } from "@/domain/kernel/actor";
import { newId } from "@/domain/kernel/ids";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { atLeast } from "@/domain/kernel/role";
import { roleIn } from "@/server/coalition/workspace";
import type { Deps } from "@/server/deps";

const keptSchema = z.object({ pollId: z.uuid(), optionId: z.uuid() });

/**
 * « Retenir cette date »: the poll is decided, once. Answers with the id of the agenda entry that stands for the date;
 * the browser of whoever decided writes it. Decided already, it answers with what was decided.
 */
export async function keepDate(
  { database: { db }, clock }: Deps,
  actor: Actor,
  raw: Record<string, unknown>,
  lock: typeof lockPoll = lockPoll,
): Promise<Result<{ optionId: string; entryId: string }>> {
  const names = keptSchema.safeParse(raw);
  const found = names.success ? await findPoll(db, names.data.pollId) : undefined;
  if (!names.success || !found) return refuse("not_found");
  if (!atLeast(await roleIn(db, actor, found.coalitionId), "member")) return refuse("not_found");
  return db.transaction().execute(async (trx) => {
    const poll = await lock(trx, found.id);
    if (!poll) return refuse("not_found");
    if (poll.keptOption && poll.entryId) return ok({ optionId: poll.keptOption, entryId: poll.entryId });
    const option = (await optionsOf(trx, poll.id)).find(({ id }) => id === names.data.optionId);
    if (!option) return refuse("not_found");
    const entryId = newId();
    await setKept(trx, poll.id, { keptOption: option.id, entryId, keptAt: clock.now() });
    return ok({ optionId: option.id, entryId });
  });
}

/** Takes a poll away: its page is gone, and what people answered is forgotten soon after. */
export async function removePoll(
  { database: { db }, clock }: Deps,
  actor: Actor,
  raw: { pollId?: unknown },
): Promise<Result<null>> {
  const pollId = z.uuid().safeParse(raw.pollId);
  const found = pollId.success ? await findPoll(db, pollId.data) : undefined;
  if (!found || !atLeast(await roleIn(db, actor, found.coalitionId), "member")) return refuse("not_found");
  await db.transaction().execute((trx) => setPollRemoved(trx, found.id, clock.now()));
  return ok(null);
}
