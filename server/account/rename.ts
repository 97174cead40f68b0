import { renameAccount } from "@/db/account";
import type { Db } from "@/db/client";
import { accountNameSchema } from "@/domain/account/name";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";

/** Someone says how they want to be called; their own account only. */
export async function rename(db: Db, actor: Actor, raw: { name?: unknown }): Promise<Result<null>> {
  if (actor.kind !== "account") return refuse("sign_in_first");
  const name = accountNameSchema.safeParse(raw.name);
  if (!name.success) return refuse("invalid", { name: "name" });
  await renameAccount(db, actor.accountId, name.data);
  return ok(null);
}
