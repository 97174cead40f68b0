import { findLiveSignup, insertSignup, type SignupRow } from "@/db/signup";
import { type ThingKey, thingColumns } from "@/db/signup-thing";
import type { AccountActor } from "@/domain/kernel/actor";
import { ok, type Result } from "@/domain/kernel/result";
import { bookingPath } from "@/domain/signup/paths";
import { asSignupState } from "@/domain/signup/state";
import { admittedColumns, decide } from "./admit-request";
import { atDesk } from "./at-desk";
import { claim } from "./claim-booking";
import { tell } from "./confirm-address";
import { asLocale, type SignupDeps } from "./deps";
import type { Desk } from "./desk";
import type { Booked } from "./holder-desk";

type Request = { key: ThingKey; firstName: string; raw: Record<string, unknown>; locale: string };

/** Whoever is signed in, whatever the role, is confirmed at once, or waits with a number. */
export async function askAsAccount(deps: SignupDeps, actor: AccountActor, request: Request): Promise<Result<Booked>> {
  return atDesk(deps, request.key, async (desk) => {
    const row = await oneSignup(desk, actor, request);
    return row.ok ? ok({ state: asSignupState(row.value.state), path: bookingPath(row.value.id) }) : row;
  });
}

async function oneSignup(desk: Desk, actor: AccountActor, request: Request): Promise<Result<SignupRow>> {
  const { thing } = desk;
  const holder = `account:${actor.accountId}`;
  const live = await findLiveSignup(desk.trx, thing.key, { holder, email: actor.email });
  if (live) return live.accountId === actor.accountId ? ok(live) : claim(desk, actor, live);
  if (thing.closed) return { ok: false, refusal: thing.closed };
  const wish = await thing.ask(request.raw);
  if (!wish.ok) return wish;
  const columns = await admittedColumns(desk, await decide(desk, wish.value));
  const row = await insertSignup(desk.trx, {
    ...columns,
    ...wish.value,
    ...thingColumns(thing.key),
    coalitionId: thing.coalitionId,
    holder,
    accountId: actor.accountId,
    email: actor.email,
    firstName: request.firstName,
    locale: asLocale(request.locale),
    createdAt: desk.now,
  });
  await desk.record({
    signupId: row.id,
    what: row.state === "waiting" ? "queued" : "confirmed",
    byKind: "holder",
    accountId: actor.accountId,
    detail: { party: row.party },
  });
  await tell(desk, row);
  return ok(row);
}
