import { z } from "zod";
import { findTask, taskTakers } from "@/db/entry-signup";
import { findLiveSignupOf } from "@/db/signup";
import type { EntryKey } from "@/db/signup-thing";
import type { AccountActor, Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { openWorkspace } from "@/server/coalition/workspace";
import { askAsAccount } from "@/server/signup/ask-as-account";
import { cancelBooking } from "@/server/signup/cancel-booking";
import type { SignupDeps } from "@/server/signup/deps";

/** Who took a task; `mine`: the actor. */
export type TaskTaker = { name: string; mine: boolean };

/** `key`: the entry's, in the document of this coalition's agenda. */
export type TaskRequest = { coalition?: unknown; key?: unknown };
const inputSchema = z.object({ coalition: z.string(), key: z.uuid() });

/** « Je m'en charge »: for whoever has a role in the coalition, once, while nobody else has it. */
export async function takeTask(
  deps: SignupDeps,
  actor: Actor,
  raw: TaskRequest,
  locale: string,
): Promise<Result<void>> {
  const task = await taskOf(deps, actor, raw);
  if (!task.ok) return task;
  const { key, account } = task.value;
  const taken = await askAsAccount(deps, account, { key, firstName: account.name, raw: {}, locale });
  return taken.ok ? ok(undefined) : taken;
}

/** Gives a task back that one took; twice gives the same answer. */
export async function giveTaskBack(deps: SignupDeps, actor: Actor, raw: TaskRequest): Promise<Result<void>> {
  const task = await taskOf(deps, actor, raw);
  if (!task.ok) return task;
  const own = await findLiveSignupOf(deps.db, task.value.key, task.value.account.accountId);
  if (!own) return ok(undefined);
  const given = await cancelBooking(deps, actor, { key: own.id });
  return given.ok ? ok(undefined) : given;
}

async function taskOf(
  { db }: SignupDeps,
  actor: Actor,
  raw: TaskRequest,
): Promise<Result<{ key: EntryKey; account: AccountActor }>> {
  const input = inputSchema.safeParse(raw);
  if (!input.success) return refuse("not_found");
  const opened = await openWorkspace(db, actor, input.data.coalition, "participant");
  if (!opened.ok) return opened;
  if (actor.kind !== "account") return refuse("sign_in_first");
  const entryId = await findTask(db, opened.value.coalition.id, input.data.key);
  return entryId ? ok({ key: { entryId, occurrence: null }, account: actor }) : refuse("not_found");
}

/** Who took which tasks of a coalition, by the entry's key in the document, for who has a role there. */
export async function readTakers(
  { db }: Pick<SignupDeps, "db">,
  actor: Actor,
  slug: string,
): Promise<Result<Record<string, TaskTaker>>> {
  const opened = await openWorkspace(db, actor, slug, "participant");
  if (!opened.ok) return opened;
  if (actor.kind !== "account") return refuse("sign_in_first");
  const rows = await taskTakers(db, opened.value.coalition.id);
  return ok(
    Object.fromEntries(
      rows.map(({ key, accountId, name, firstName }) => [
        key,
        { name: name || firstName, mine: accountId === actor.accountId },
      ]),
    ),
  );
}
