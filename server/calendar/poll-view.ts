import type { Db } from "@/db/client";
import { optionsOf, type PollRow, repliesOf } from "@/db/date-poll";
import { best, type PollAnswer, type Tally, tally } from "@/domain/calendar/date-poll";
import { toInstant } from "@/domain/kernel/local-time";

export type PollOptionView = { id: string; startsLocal: string; startsAt: Date; tally: Tally; best: boolean };

/** A poll as everybody with its address sees it: how often each word was said, and by nobody in particular. */
export type PollView = {
  id: string;
  title: string;
  about: string;
  place: string;
  minutes: number;
  closesAt: Date;
  /** Whether answers are still taken. */
  open: boolean;
  options: PollOptionView[];
  replies: number;
  /** The date that was kept, and the entry of the agenda that stands for it. */
  kept: { option: PollOptionView; entryId: string } | null;
};

export type NamedReply = { id: string; firstName: string; answers: Record<string, PollAnswer> };

export async function viewPoll(db: Db, poll: PollRow, now: Date): Promise<{ view: PollView; replies: NamedReply[] }> {
  const replies = await repliesOf(db, poll.id);
  const counted = (await optionsOf(db, poll.id)).map(({ id, startsLocal }) => ({
    id,
    startsLocal,
    startsAt: toInstant(startsLocal),
    tally: tally(replies.flatMap((reply) => reply.answers.get(id) ?? [])),
  }));
  const leading = best(counted);
  const options = counted.map((option) => ({ ...option, best: leading.includes(option) }));
  const kept = options.find((option) => option.id === poll.keptOption);
  return {
    view: {
      id: poll.id,
      title: poll.title,
      about: poll.about,
      place: poll.place,
      minutes: poll.minutes,
      closesAt: poll.closesAt,
      open: poll.keptAt === null && now < poll.closesAt,
      options,
      replies: replies.length,
      kept: kept && poll.entryId ? { option: kept, entryId: poll.entryId } : null,
    },
    replies: replies.map(({ id, firstName, answers }) => ({ id, firstName, answers: Object.fromEntries(answers) })),
  };
}
