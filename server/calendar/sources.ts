import { z } from "zod";
import { deleteSource, insertSource, sourcesOf, takeDueSource, writeFetched } from "@/db/calendar-source";
import type { Database } from "@/db/client";
import { readIcs } from "@/domain/calendar/read-ics";
import type { Actor } from "@/domain/kernel/actor";
import type { Clock } from "@/domain/kernel/clock";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { openWorkspace } from "@/server/coalition/workspace";
import type { Deps } from "@/server/deps";
import { repeat } from "@/server/repeat";
import { isSourceAddress, type Network, safeFetch } from "./safe-fetch";

/** Calendars of elsewhere that one coalition may look at. */
const mostSources = 5;
const minuteMs = 60_000;
const everyMs = 4 * 60 * minuteMs;
const longestMs = 24 * 60 * minuteMs;
const lookEveryMs = minuteMs;

const formSchema = z.object({
  slug: z.string(),
  url: z
    .string()
    .trim()
    .max(500)
    .transform((text) => text.replace(/^webcal:/i, "https:"))
    .refine(isSourceAddress),
  title: z.string().trim().min(1).max(80),
});

/** Has the coalition look at a calendar of elsewhere. Coordinators. */
export async function addSource(
  deps: Deps,
  actor: Actor,
  raw: { slug?: unknown; url?: unknown; title?: unknown },
): Promise<Result<void>> {
  const form = formSchema.safeParse(raw);
  const opened = await openWorkspace(deps.database.db, actor, String(raw.slug), "coordinator");
  if (!opened.ok) return opened;
  if (!form.success) return refuse("invalid", { url: "url" });
  if (actor.kind !== "account") return refuse("sign_in_first");
  const { url, title } = form.data;
  const source = { coalitionId: opened.value.coalition.id, url, title, addedBy: actor.accountId };
  const id = await insertSource(deps.database.db, source, mostSources, deps.clock.now());
  return id === undefined ? refuse("too_many") : ok(undefined);
}

export async function removeSource(
  deps: Deps,
  actor: Actor,
  raw: { slug?: unknown; id?: unknown },
): Promise<Result<void>> {
  const opened = await openWorkspace(deps.database.db, actor, String(raw.slug), "coordinator");
  if (!opened.ok) return opened;
  const id = z.uuid().safeParse(raw.id);
  if (!id.success) return refuse("not_found");
  await deleteSource(deps.database.db, opened.value.coalition.id, id.data);
  return ok(undefined);
}

/** Those that the coalition looks at, for who coordinates it. */
export async function listSources(deps: Deps, actor: Actor, slug: string) {
  const opened = await openWorkspace(deps.database.db, actor, slug, "coordinator");
  if (!opened.ok) return opened;
  const rows = await sourcesOf(deps.database.db, opened.value.coalition.id);
  return ok(rows.map(({ id, title, url, problem }) => ({ id, title, url, problem })));
}

type JobDeps = { db: Database["db"]; clock: Clock; network?: Network };

/** Reads the calendars whose turn it is, one after the other; answers how many. What was read last stays while one cannot be read. */
export async function refreshSources({ db, clock, network }: JobDeps): Promise<number> {
  for (let count = 0; ; count++) {
    const now = clock.now();
    const due = await takeDueSource(db, now, new Date(now.getTime() + 10 * minuteMs));
    if (!due) return count;
    const fetched = await safeFetch(due.url, due.etag, network);
    const events = fetched.kind === "file" ? readIcs(fetched.text) : null;
    const problem =
      fetched.kind === "problem" ? fetched.problem : fetched.kind === "file" && !events ? "unreadable" : null;
    const failures = problem === null ? 0 : due.failures + 1;
    // Whoever does not answer is asked ever less often.
    const wait = Math.min(everyMs * 2 ** Math.max(0, failures - 1), longestMs);
    await writeFetched(
      db,
      due.id,
      {
        problem,
        failures,
        nextAt: new Date(now.getTime() + wait),
        ...(fetched.kind === "file" && events ? { items: events, etag: fetched.etag } : {}),
      },
      now,
    );
  }
}

type Log = { error(fields: object, message: string): void };

export function startSourceJob(deps: JobDeps, log: Log): { stop(): Promise<void> } {
  return repeat(
    async () => void (await refreshSources(deps)),
    lookEveryMs,
    (error) => log.error({ err: error }, "calendars of elsewhere could not be read"),
  );
}
