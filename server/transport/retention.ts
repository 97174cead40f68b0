import { deleteLinesBefore } from "@/db/document-change";
import { thinVersions } from "@/db/document-version";
import { recordJobRun } from "@/db/job-run";
import { historyRetention } from "@/domain/kernel/change-line";
import { forgetPolls } from "@/server/calendar/forget-polls";
import { forgetContacts } from "@/server/coalition/contact";
import type { SignupDeps } from "@/server/signup/deps";
import { forgetSignups } from "@/server/signup/forget-signups";

export const retentionJob = "signup-retention";

/** Forgets what is no longer needed: of sign-ups, of polls, of messages to coalitions, and the history of documents after a year. Writes down what it did, in numbers. */
export async function runRetention(
  deps: SignupDeps,
): Promise<
  Awaited<ReturnType<typeof forgetSignups>> & { changes: number; versions: number; polls: number; messages: number }
> {
  const startedAt = deps.clock.now();
  const ago = (ms: number) => new Date(startedAt.getTime() - ms);
  const forgotten = await forgetSignups(deps);
  const changes = await deleteLinesBefore(deps.db, ago(historyRetention.linesMs));
  const versions = await thinVersions(deps.db, {
    hourlyFrom: ago(historyRetention.hourlyMs),
    dailyFrom: ago(historyRetention.dailyMs),
  });
  const polls = await forgetPolls(deps.db, startedAt);
  const messages = await forgetContacts(deps.db, startedAt);
  const outcome = { ...forgotten, changes, versions, polls, messages };
  await recordJobRun(deps.db, { job: retentionJob, startedAt, finishedAt: deps.clock.now(), outcome });
  return outcome;
}
