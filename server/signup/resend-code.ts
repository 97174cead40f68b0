import { lockAddress } from "@/db/code-failure";
import { findSignup } from "@/db/signup";
import { lockLink, lockNetwork, updateLink } from "@/db/signup-link";
import { thingOf } from "@/db/signup-thing";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { bookingPath } from "@/domain/signup/paths";
import { asSignupState } from "@/domain/signup/state";
import { randomCode, sha256 } from "@/server/crypto";
import { askedMailsLeft, networkMayAsk } from "@/server/mail/enqueue";
import { networkHash } from "@/server/mail/network";
import { isOver, readAsked } from "./asked";
import { atDesk } from "./at-desk";
import { type HolderKey, openKey } from "./capability";
import { codeHash } from "./code";
import type { RequestContext } from "./deps";
import { asLocale, type SignupDeps } from "./deps";
import type { Booked } from "./holder-desk";
import { sendConfirmation } from "./mails";
import { wishOf } from "./thing";

/** Mails another code and link; the older code of this page is void, those of other browsers are not. */
export async function resendCode(
  deps: SignupDeps,
  actor: Actor,
  at: HolderKey,
  context: RequestContext,
): Promise<Result<Booked>> {
  const found = await openKey(deps.db, actor, at, deps.clock.now());
  if (found?.kind !== "own" && found?.kind !== "asked") return refuse("not_found");
  const { email, purpose } = found.link ?? {};
  if (!email || purpose !== "holder") return refuse("not_found");
  const network = networkHash(deps.vault, context.network);
  return atDesk(
    deps,
    thingOf(found.signup),
    async (desk) => {
      const link = await lockLink(desk.trx, sha256(at.key), desk.now);
      const row = link?.signupId ? await findSignup(desk.trx, link.signupId) : undefined;
      if (!link || link.endedAt || !row) return refuse("not_found");
      const asked = link.asked ? readAsked(deps.vault, link.asked) : null;
      const state = asSignupState(asked?.state ?? row.state);
      const answer = ok({ state, path: bookingPath(at.key) });
      if (!asked && row.confirmedAt) return answer;
      if (asked ? isOver(asked, desk.now) : row.endedAt) return refuse("already_ended");
      if ((await askedMailsLeft(desk.trx, deps.vault, email, desk.now)) === 0) return refuse("too_many");
      if (!(await networkMayAsk(desk.trx, deps.vault, network, email, desk.now))) return refuse("too_many");
      const code = randomCode();
      await updateLink(desk.trx, link.tokenHash, { codeHash: codeHash(deps.vault, at.key, code), wrongCodes: 0 });
      if (!asked) await desk.record({ signupId: row.id, what: "code_sent", byKind: "holder" });
      await sendConfirmation(desk, row, {
        email,
        locale: asLocale(context.locale),
        network,
        code,
        wish: wishOf(asked ?? row),
        until: heldUntil(asked ? { ...asked, expiresAt: asked.until ? new Date(asked.until) : null } : row),
      });
      return answer;
    },
    async (trx) => {
      await lockAddress(trx, email);
      if (network) await lockNetwork(trx, network);
    },
  );
}

function heldUntil(row: { state: string; holds: boolean; expiresAt: Date | null }): Date | null {
  return row.state === "pending" && row.holds ? row.expiresAt : null;
}
