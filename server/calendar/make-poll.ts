import { z } from "zod";
import { insertPoll } from "@/db/date-poll";
import { newPollSchema, pollOptionsIn } from "@/domain/calendar/date-poll";
import type { Actor } from "@/domain/kernel/actor";
import { toInstant } from "@/domain/kernel/local-time";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { isWallClock } from "@/domain/kernel/wall-clock";
import { fieldErrors } from "@/domain/signup/request";
import { openWorkspace } from "@/server/coalition/workspace";
import type { Deps } from "@/server/deps";

const formSchema = newPollSchema.extend({ requestId: z.uuid({ error: "form" }) });

/** A member asks the coalition when to meet. The same form sent twice makes one poll. */
export async function makePoll(
  { database: { db }, clock }: Deps,
  actor: Actor,
  raw: Record<string, unknown>,
): Promise<Result<{ path: string }>> {
  const opened = await openWorkspace(db, actor, String(raw.slug), "member");
  if (!opened.ok) return opened;
  if (actor.kind !== "account") return refuse("sign_in_first");
  const now = clock.now();
  const form = formSchema.safeParse(raw);
  const options = pollOptionsIn(raw);
  const wrong = form.success ? {} : fieldErrors(form.error);
  if (!options || options.length < 2) wrong.day0 = "pollOptions";
  else if (options.some((start) => toInstant(start) <= now)) wrong.day0 = "pollPast";
  // Answers are taken to the end of that day.
  const closes = form.success ? `${form.data.closesOn}T23:59` : "";
  const last = options?.at(-1) ?? "";
  if (form.success && (!isWallClock(closes) || toInstant(closes) <= now || closes.slice(0, 10) > last.slice(0, 10)))
    wrong.closesOn = "pollCloses";
  if (!form.success || !options || Object.keys(wrong).length > 0) return refuse("invalid", wrong);
  const { requestId, title, about, place, minutes } = form.data;
  const { coalition } = opened.value;
  const poll = { id: requestId, title, about, place, minutes, coalitionId: coalition.id };
  await db
    .transaction()
    .execute((trx) =>
      insertPoll(trx, { ...poll, closesAt: toInstant(closes), createdBy: actor.accountId, createdAt: now }, options),
    );
  return ok({ path: `/espace/${coalition.slug}/dates/${requestId}` });
}
