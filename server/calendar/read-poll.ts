import { findAgendaOf, storedEntries } from "@/db/agenda";
import { findCoalition } from "@/db/coalition";
import { findPoll, findReply, pollsOf, repliesOf } from "@/db/date-poll";
import type { PollAnswer } from "@/domain/calendar/date-poll";
import { slugSchema } from "@/domain/coalition/slug";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { atLeast } from "@/domain/kernel/role";
import { formatRoomName } from "@/domain/kernel/room-name";
import { uuidSchema } from "@/domain/kernel/uuid-schema";
import { tokenSchema } from "@/domain/signup/request";
import { openWorkspace } from "@/server/coalition/workspace";
import { sha256 } from "@/server/crypto";
import type { Deps } from "@/server/deps";
import { type NamedReply, type PollView, viewPoll } from "./poll-view";

type Named = { id: string; slug: string; name: string };
export type PublicPoll = {
  coalition: Named;
  poll: PollView;
  /** What the holder of the link at hand has answered. */
  mine: { firstName: string; answers: Record<string, PollAnswer> } | null;
};

/** A poll at its public address; with the link that somebody got after answering, also what they answered. */
export async function publicPoll(
  { database: { db }, clock }: Deps,
  slug: string,
  pollId: string,
  token?: string,
): Promise<Result<PublicPoll>> {
  const coalition = slugSchema.safeParse(slug).success ? await findCoalition(db, slug) : undefined;
  const row = uuidSchema.safeParse(pollId).success ? await findPoll(db, pollId) : undefined;
  if (!coalition || !row?.isPublic || row.coalitionId !== coalition.id) return refuse("not_found");
  const { view } = await viewPoll(db, row, clock.now());
  const named = { id: coalition.id, slug: coalition.slug, name: coalition.name };
  if (token === undefined) return ok({ coalition: named, poll: view, mine: null });
  const reply = tokenSchema.safeParse(token).success ? await findReply(db, pollId, sha256(token)) : undefined;
  const own = reply && (await repliesOf(db, pollId)).find(({ id }) => id === reply.id);
  if (!own) return refuse("not_found");
  const mine = { firstName: own.firstName, answers: Object.fromEntries(own.answers) };
  return ok({ coalition: named, poll: view, mine });
}

export type WorkspacePoll = {
  coalition: Named;
  poll: PollView;
  replies: NamedReply[];
  /** The agenda to write a kept date into, and whether it has it; null for who may not decide. */
  agenda: { room: string; account: string; written: boolean } | null;
};

/** The same with names, for who has a role in the coalition. */
export async function workspacePoll(
  { database: { db }, clock }: Deps,
  actor: Actor,
  slug: string,
  pollId: string,
): Promise<Result<WorkspacePoll>> {
  const opened = await openWorkspace(db, actor, slug, "participant");
  if (!opened.ok) return opened;
  const { coalition, role } = opened.value;
  const row = uuidSchema.safeParse(pollId).success ? await findPoll(db, pollId) : undefined;
  if (row?.coalitionId !== coalition.id) return refuse("not_found");
  const { view, replies } = await viewPoll(db, row, clock.now());
  const named = { id: coalition.id, slug: coalition.slug, name: coalition.name };
  const agenda = atLeast(role, "member") && actor.kind === "account" ? await findAgendaOf(db, coalition.id) : undefined;
  if (actor.kind !== "account" || !agenda) return ok({ coalition: named, poll: view, replies, agenda: null });
  const { documentId, generation } = agenda;
  const entries = row.entryId ? await storedEntries(db, { documentId, entryIds: [row.entryId], removed: true }) : [];
  const room = formatRoomName({ kind: "agenda", documentId, generation });
  return ok({
    coalition: named,
    poll: view,
    replies,
    agenda: { room, account: actor.accountId, written: entries.length > 0 },
  });
}

export type PollList = {
  coalition: Named;
  polls: { id: string; title: string; closesAt: Date; open: boolean; kept: boolean; replies: number }[];
  mayMake: boolean;
};

export async function listPolls(
  { database: { db }, clock }: Deps,
  actor: Actor,
  slug: string,
): Promise<Result<PollList>> {
  const opened = await openWorkspace(db, actor, slug, "participant");
  if (!opened.ok) return opened;
  const { coalition, role } = opened.value;
  const now = clock.now();
  const polls = (await pollsOf(db, coalition.id)).map(({ id, title, closesAt, keptAt, replies }) => ({
    id,
    title,
    closesAt,
    open: keptAt === null && now < closesAt,
    kept: keptAt !== null,
    replies,
  }));
  const named = { id: coalition.id, slug: coalition.slug, name: coalition.name };
  return ok({ coalition: named, polls, mayMake: atLeast(role, "member") });
}
