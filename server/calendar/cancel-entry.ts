import { z } from "zod";
import { cancelEntry, lockEntries, storedEntries } from "@/db/agenda";
import { notify } from "@/db/notify";
import { transact } from "@/db/transact";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { atLeast } from "@/domain/kernel/role";
import { roleIn } from "@/server/coalition/workspace";
import type { Deps } from "@/server/deps";

const formSchema = z.object({
  id: z.uuid(),
  reason: z
    .string()
    .transform((text) => text.replaceAll(/\s+/g, " ").trim())
    .pipe(z.string().min(3, { error: "reason" }).max(500, { error: "reason" })),
});

/** Ends an event for good, with a reason that everybody reads. Coordinators of its coalition only. */
export async function cancelAgendaEntry(
  deps: Deps,
  actor: Actor,
  raw: { id?: unknown; reason?: unknown },
): Promise<Result<void>> {
  const { db } = deps.database;
  const form = formSchema.safeParse(raw);
  if (!form.success) {
    const reason = form.error.issues.find(({ path }) => path[0] === "reason");
    return reason ? refuse("invalid", { reason: "reason" }) : refuse("not_found");
  }
  const { id, reason } = form.data;
  const [entry] = await storedEntries(db, { ids: [id] });
  if (!entry || !atLeast(await roleIn(db, actor, entry.coalitionId), "coordinator")) return refuse("not_found");
  return transact(db, async (trx) => {
    await lockEntries(trx, [id]);
    const done = await cancelEntry(trx, entry.coalitionId, id, reason, deps.clock.now());
    if (!done) return refuse("already_ended");
    await notify(trx, { kind: "entry", coalitionId: entry.coalitionId, entryId: id });
    return ok(undefined);
  });
}
