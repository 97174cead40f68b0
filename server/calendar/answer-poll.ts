import { z } from "zod";
import type { Db, Trx } from "@/db/client";
import { countReplies, deleteReply, findPoll, findReply, lockPoll, optionsOf, writeReply } from "@/db/date-poll";
import { lockNetwork } from "@/db/signup-link";
import { transact } from "@/db/transact";
import { type PollAnswer, pollLimits, replySchema } from "@/domain/calendar/date-poll";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { fieldErrors, tokenSchema } from "@/domain/signup/request";
import { sha256 } from "@/server/crypto";
import type { Deps } from "@/server/deps";
import { networkHash } from "@/server/mail/network";

const hourMs = 3_600_000;
const namesSchema = z.object({ pollId: z.uuid(), requestId: z.uuid().optional(), token: tokenSchema.optional() });

/**
 * Somebody's yes, « si besoin » and no, without account. The answer is a link of their own, with which alone it is
 * changed; the same form sent twice leads to the same one. Only its hash is kept.
 */
export async function answerPoll(
  deps: Deps,
  raw: Record<string, unknown>,
  context: { network: string | null },
  /** A test that shows why it is needed passes one that does not lock. */
  lock: typeof lockPoll = lockPoll,
): Promise<Result<{ path: string }>> {
  const { clock, vault } = deps;
  const { db } = deps.database;
  const names = namesSchema.safeParse(raw);
  const found = names.success ? await findPoll(db, names.data.pollId) : undefined;
  if (!names.success || !found?.isPublic) return refuse("not_found");
  const { requestId, token: given } = names.data;
  if (!given && !requestId) return refuse("invalid", { form: "form" });
  const token = given ?? replyToken(deps, found.id, requestId ?? "");
  const network = networkHash(vault, context.network);
  const path = `/${found.coalitionSlug}/dates/${found.id}/${token}`;
  return transact(db, async (trx) => {
    if (network) await lockNetwork(trx, network);
    const poll = await lock(trx, found.id);
    if (!poll) return refuse("not_found");
    const now = clock.now();
    const before = await findReply(trx, poll.id, sha256(token));
    if (given && !before) return refuse("not_found");
    if (poll.keptAt || now >= poll.closesAt) return refuse("poll_closed");
    const form = replySchema((await optionsOf(trx, poll.id)).map(({ id }) => id)).safeParse(raw);
    if (!form.success) return refuse("invalid", fieldErrors(form.error));
    if (!before && (await isFull(trx, poll.id, network, now))) return refuse("poll_full");
    const { firstName, ...answers } = form.data as { firstName: string } & Record<string, PollAnswer>;
    const reply = { pollId: poll.id, tokenHash: sha256(token), firstName, networkHash: network, now };
    await writeReply(trx, reply, answers);
    return ok({ path });
  });
}

/** Takes one's own answers out, also once the answers are closed. */
export async function eraseReply(
  { database: { db } }: Deps,
  raw: Record<string, unknown>,
): Promise<Result<{ path: string }>> {
  const names = namesSchema.safeParse(raw);
  const poll = names.success ? await findPoll(db, names.data.pollId) : undefined;
  const token = names.data?.token;
  if (!poll?.isPublic || !token || !(await deleteReply(db, poll.id, sha256(token)))) return refuse("not_found");
  return ok({ path: `/${poll.coalitionSlug}/dates/${poll.id}` });
}

/** Comes from the form's own random number, with a key: who does not have that form cannot tell it. */
function replyToken({ vault }: Deps, pollId: string, requestId: string): string {
  return Buffer.from(vault.mac("poll-reply", `${pollId} ${requestId}`), "hex").toString("base64url");
}

async function isFull(db: Db | Trx, pollId: string, network: string | null, now: Date): Promise<boolean> {
  const count = await countReplies(db, pollId, network, new Date(now.getTime() - hourMs));
  return count.all >= pollLimits.replies || (network !== null && count.network >= pollLimits.perNetwork);
}
