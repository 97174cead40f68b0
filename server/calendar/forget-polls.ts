import type { Db } from "@/db/client";
import { forgetReplies } from "@/db/date-poll";
import { parisDay } from "@/domain/kernel/spoken-date";
import { retention } from "@/domain/signup/timing";

/** Answers to a poll go as people of a sign-up do, counted from its last date; of a removed poll, a week after. */
export async function forgetPolls(db: Db, now: Date): Promise<number> {
  const day = parisDay(new Date(now.getTime() - retention.personMs));
  return forgetReplies(db, { day, removed: new Date(now.getTime() - retention.phoneMs) });
}
