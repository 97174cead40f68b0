import { entriesThatWant, findEntries, findEntryRight } from "@/db/entry-signup";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result } from "@/domain/kernel/result";
import { parisDay } from "@/domain/kernel/spoken-date";
import { openWorkspace } from "@/server/coalition/workspace";
import type { SignupDeps } from "@/server/signup/deps";
import { type EntryView, readEntryState } from "./entry-signup-view";
import { timesAhead } from "./entry-state";

/** Entries listed at most. */
const listed = 40;

export type WantedEntries = {
  coalition: { slug: string; name: string };
  entries: (EntryView & { organised: boolean })[];
};

/** What wants helpers, or is to be registered for: the next time of each, for who has a role in the coalition. */
export async function wantedEntries(deps: SignupDeps, actor: Actor, slug: string): Promise<Result<WantedEntries>> {
  const opened = await openWorkspace(deps.db, actor, slug, "participant");
  if (!opened.ok) return opened;
  const { coalition } = opened.value;
  const now = deps.clock.now();
  const found = await findEntries(deps.db, await entriesThatWant(deps.db, coalition.id, now, listed));
  const entries: WantedEntries["entries"] = [];
  for (const entry of found) {
    const [next] = timesAhead(entry, parisDay(now), 1);
    const state = next && (await readEntryState(deps.db, { entryId: entry.id, occurrence: next.occurrence }, now));
    if (!state) continue;
    const right = actor.kind === "account" ? await findEntryRight(deps.db, actor.accountId, entry.id) : undefined;
    entries.push({ ...state.view, organised: right !== undefined });
  }
  const starts = ({ time }: EntryView) => time?.startsAt.getTime() ?? 0;
  return ok({
    coalition: { slug: coalition.slug, name: coalition.name },
    entries: entries.sort((a, b) => starts(a) - starts(b)),
  });
}
