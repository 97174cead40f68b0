import { accountPhone, setAccountPhone } from "@/db/account";
import type { Db } from "@/db/client";
import { phoneSchema } from "@/domain/account/phone";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import type { Vault } from "@/server/crypto";

/** Someone gives the number that members of their coalitions may call, or takes it back (empty); their own only. */
export async function sharePhone(db: Db, vault: Vault, actor: Actor, raw: { phone?: unknown }): Promise<Result<null>> {
  if (actor.kind !== "account") return refuse("sign_in_first");
  const phone = phoneSchema.safeParse(raw.phone);
  if (!phone.success) return refuse("invalid", { phone: "phone" });
  await setAccountPhone(db, actor.accountId, phone.data === undefined ? null : vault.seal("account-phone", phone.data));
  return ok(null);
}

/** The number that the actor shares, as they wrote it; empty for none. */
export async function sharedPhone(db: Db, vault: Vault, actor: Actor): Promise<string> {
  const sealed = actor.kind === "account" ? await accountPhone(db, actor.accountId) : null;
  return sealed === null ? "" : vault.open("account-phone", sealed);
}
