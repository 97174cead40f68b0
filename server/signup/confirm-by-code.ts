import { countWrongCode, lockAddress, wrongCodesOn } from "@/db/code-failure";
import { findSignup } from "@/db/signup";
import { lockLink, updateLink } from "@/db/signup-link";
import { thingOf } from "@/db/signup-thing";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { parisDay } from "@/domain/kernel/spoken-date";
import { wrongCodeLimits } from "@/domain/signup/limits";
import { bookingPath } from "@/domain/signup/paths";
import { codeSchema, fieldErrors } from "@/domain/signup/request";
import { asSignupState } from "@/domain/signup/state";
import { sameHash, sha256 } from "@/server/crypto";
import { isOver, readAsked } from "./asked";
import { atDesk } from "./at-desk";
import { type HolderKey, openKey } from "./capability";
import { codeHash } from "./code";
import { confirmAddress } from "./confirm-address";
import type { SignupDeps } from "./deps";
import type { Booked } from "./holder-desk";

/**
 * The six digits of the mail, typed on the page that asked for them. Five wrong ones void the code, thirty for one
 * address and day leave only the link. The right one twice gives the same answer.
 */
export async function confirmByCode(
  deps: SignupDeps,
  actor: Actor,
  at: HolderKey,
  raw: { code?: unknown },
): Promise<Result<Booked>> {
  const now = deps.clock.now();
  const found = await openKey(deps.db, actor, at, now);
  if (found?.kind !== "own" && found?.kind !== "asked") return refuse("not_found");
  const { email, purpose } = found.link ?? {};
  if (!email || purpose !== "holder") return refuse("not_found");
  const code = codeSchema.safeParse(raw.code);
  if (!code.success) return refuse("invalid", { code: fieldErrors(code.error).form ?? "code" });

  return atDesk(
    deps,
    thingOf(found.signup),
    async (desk) => {
      const link = await lockLink(desk.trx, sha256(at.key), desk.now);
      const row = link?.signupId ? await findSignup(desk.trx, link.signupId) : undefined;
      if (!link || link.endedAt || !row) return refuse("not_found");
      const answer = (state: string) => ok({ state: asSignupState(state), path: bookingPath(at.key) });
      if (!link.asked && row.confirmedAt) return answer(row.state);
      const day = parisDay(desk.now);
      if ((await wrongCodesOn(desk.trx, email, day)) >= wrongCodeLimits.perDay) return refuse("code_locked");
      if (!link.codeHash || link.wrongCodes >= wrongCodeLimits.perCode) return refuse("code_void");
      // A hold that has run out takes its code along; the mail's link still proves the address.
      const over = link.asked ? isOver(readAsked(deps.vault, link.asked), desk.now) : row.endedAt !== null;
      if (over) return refuse("code_void");
      if (!sameHash(link.codeHash, codeHash(deps.vault, at.key, code.data))) {
        await countWrongCode(desk.trx, email, day);
        await updateLink(desk.trx, link.tokenHash, { wrongCodes: link.wrongCodes + 1 });
        return refuse(link.wrongCodes + 1 >= wrongCodeLimits.perCode ? "code_void" : "code_wrong");
      }
      const confirmed = await confirmAddress(desk, row, { byKind: "holder", accountId: null });
      if (!confirmed.ok) return confirmed;
      await updateLink(desk.trx, link.tokenHash, { codeHash: null, asked: null, signupId: confirmed.value.id });
      return answer(confirmed.value.state);
    },
    (trx) => lockAddress(trx, email),
  );
}
