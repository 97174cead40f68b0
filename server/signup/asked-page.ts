import { queueLength } from "@/db/signup";
import { lockLink, updateLink } from "@/db/signup-link";
import { thingOf } from "@/db/signup-thing";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { bookingPath } from "@/domain/signup/paths";
import { type Asked, isOver, readAsked, sealAsked } from "./asked";
import { atDesk } from "./at-desk";
import type { Capability, HolderKey } from "./capability";
import type { SignupDeps } from "./deps";
import type { Desk } from "./desk";
import type { Booked } from "./holder-desk";
import { wishOf } from "./thing";

type AskedPage = Extract<Capability, { kind: "asked" }>;

/**
 * The page of somebody who asked with an address that has a sign-up already. It answers as that of a first request
 * would, so that nobody learns from it whether an address is known; the other's sign-up does not change.
 */
async function atAskedPage(
  deps: SignupDeps,
  page: AskedPage,
  at: HolderKey,
  act: (desk: Desk, asked: Asked) => Promise<Result<Asked>>,
): Promise<Result<Booked>> {
  return atDesk(deps, thingOf(page.signup), async (desk) => {
    const link = await lockLink(desk.trx, page.link.tokenHash, desk.now);
    if (!link?.asked) return refuse("not_found");
    const acted = await act(desk, readAsked(deps.vault, link.asked));
    if (!acted.ok) return acted;
    await updateLink(desk.trx, link.tokenHash, { asked: sealAsked(deps.vault, acted.value) });
    return ok({ state: acted.value.state, path: bookingPath(at.key) });
  });
}

export function cancelAsked(deps: SignupDeps, page: AskedPage, at: HolderKey): Promise<Result<Booked>> {
  return atAskedPage(deps, page, at, async (desk, asked) =>
    isOver(asked, desk.now)
      ? ok(asked)
      : ok({ ...asked, state: "cancelled", until: null, rank: null, accessEncrypted: null, answersEncrypted: null }),
  );
}

export function changeAsked(
  deps: SignupDeps,
  page: AskedPage,
  at: HolderKey,
  raw: Record<string, unknown>,
): Promise<Result<Booked>> {
  return atAskedPage(deps, page, at, async (desk, asked) => {
    const { thing } = desk;
    const changed = await thing.change(wishOf(asked), raw);
    if (!changed.ok && changed.refusal.code === "invalid") return changed;
    if (isOver(asked, desk.now) || thing.cancelled) return refuse("already_ended");
    if (!changed.ok) return changed;
    const after = changed.value;
    const grows = after.party > asked.party;
    if (grows && thing.closed) return { ok: false, refusal: thing.closed };
    const waits = asked.state === "waiting";
    // As if these places were held: they are not, but a first request's would be.
    const no = !waits && asked.holds ? await thing.keepsFrom(wishOf(asked), after, false) : null;
    if (no) return { ok: false, refusal: no };
    const rank = waits && grows ? (await queueLength(desk.trx, thing.key)) + 1 : asked.rank;
    return ok({ ...asked, ...after, rank });
  });
}
