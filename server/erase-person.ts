import { findAccountByEmail } from "@/db/account";
import type { Db, Trx } from "@/db/client";
import { lockAddress } from "@/db/code-failure";
import { lockCoalition } from "@/db/membership";
import { notify } from "@/db/notify";
import {
  type AloneIn,
  coordinatedAlone,
  coordinatedBy,
  eraseAccount,
  eraseAddress,
  lockAccount,
  type Person,
  thingsOfPerson,
} from "@/db/person";
import { findSignup, type SignupRow, signupsOfPersonFor } from "@/db/signup";
import { anonymiseSignups } from "@/db/signup-retention";
import type { ThingKey } from "@/db/signup-thing";
import { transact } from "@/db/transact";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { personOf } from "./person-of";
import { atDesk } from "./signup/at-desk";
import { addressOfKey } from "./signup/capability";
import type { SignupDeps } from "./signup/deps";
import { cancelSignup } from "./signup/end-signup";

/** How somebody who left is called where documents hold the id of their place in a roster. */
const formerName = "Personne partie";

/**
 * Erases all that is held about the actor, in one step. Their places are given back as when cancelling: each goes to the
 * queue in its own transaction. Then the account, what it said and what is held under its address go in one more, and
 * every open page and socket of it is told. Who alone coordinates a coalition must hand it over first.
 */
export async function erasePerson(deps: SignupDeps, actor: Actor, raw: { sure?: unknown }): Promise<Result<null>> {
  if (actor.kind !== "account") return refuse("sign_in_first");
  if (raw.sure !== "yes") return refuse("invalid", { sure: "sure" });
  return eraseWhole(deps, personOf(deps.vault, actor));
}

/** Erases all that is held under an address that was proved by a link, in one step. Where it has an account, one signs in. */
export async function eraseByLink(deps: SignupDeps, raw: { key?: unknown; sure?: unknown }): Promise<Result<null>> {
  const email = await addressOfKey(deps, raw.key);
  if (!email) return refuse("not_found");
  if (raw.sure !== "yes") return refuse("invalid", { sure: "sure" });
  return eraseWhole(deps, personOf(deps.vault, { accountId: null, email }));
}

/** For who does not come back: `isDue` is asked with the account locked, and only a published coalition keeps it. */
export async function eraseIdle(
  deps: SignupDeps,
  account: { id: string; email: string },
  isDue: (trx: Trx) => Promise<boolean>,
): Promise<Result<null>> {
  const keepers = (alone: readonly AloneIn[]) => alone.filter(({ publishedAt }) => publishedAt !== null);
  return eraseWhole(deps, personOf(deps.vault, { accountId: account.id, email: account.email }), { keepers, isDue });
}

/** Without `isDue` somebody wants it now; with it, whoever has a place or came back keeps both. */
type Terms = { keepers: (alone: readonly AloneIn[]) => readonly AloneIn[]; isDue?: (trx: Trx) => Promise<boolean> };
const atOnesHand: Terms = { keepers: (alone) => alone };

async function eraseWhole(deps: SignupDeps, person: Person, terms: Terms = atOnesHand): Promise<Result<null>> {
  const { accountId, email } = person;
  const isKept = async (db: Db, id: string) => terms.keepers(await coordinatedAlone(db, id)).length > 0;
  if (!accountId && (await findAccountByEmail(deps.db, email))) return refuse("sign_in_first");
  if (accountId && (await isKept(deps.db, accountId))) return refuse("last_coordinator");
  for (;;) {
    if (!terms.isDue) await giveBackPlaces(deps, person);
    const done = await transact(deps.db, async (trx): Promise<Result<null> | "again"> => {
      await lockAddress(trx, email);
      if (accountId) {
        for (const coalitionId of await coordinatedBy(trx, accountId)) await lockCoalition(trx, coalitionId);
        await lockAccount(trx, accountId);
        if (await isKept(trx, accountId)) return refuse("last_coordinator");
        if (terms.isDue && !(await terms.isDue(trx))) return refuse("not_found");
      } else if (await findAccountByEmail(trx, email)) return refuse("sign_in_first");
      // Somebody signed up from another page of theirs meanwhile: that place is given back first.
      if ((await thingsOfPerson(trx, person)).length > 0) return terms.isDue ? refuse("not_found") : "again";
      await eraseAddress(trx, person);
      if (accountId) {
        await eraseAccount(trx, accountId, formerName, deps.clock.now());
        await notify(trx, { kind: "access", accountId, coalitionId: null });
      }
      return ok(null);
    });
    if (done !== "again") return done;
  }
}

/** Takes the person out of each thing they signed up for. Nobody is mailed: the page has said it. */
async function giveBackPlaces(deps: SignupDeps, person: Person): Promise<void> {
  for (const key of await thingsOfPerson(deps.db, person)) {
    const done = await atDesk(deps, key, async (desk) => {
      const rows = await anonymiseRows(deps, desk.trx, key, person);
      // What is over is nobody's to cancel.
      const ahead = desk.thing.endsAt === null || desk.thing.endsAt > desk.now;
      for (const { id } of ahead ? rows : []) {
        // Read anew: neither history nor the organisers' mail may name them.
        const row = await findSignup(desk.trx, id);
        if (row) await cancelSignup(desk, row, { byKind: "holder", accountId: null });
      }
      return ok(null);
    });
    // Of what is not there any more there is no place to give back.
    if (!done.ok) await deps.db.transaction().execute((trx) => anonymiseRows(deps, trx, key, person));
  }
}

async function anonymiseRows(deps: SignupDeps, trx: Trx, key: ThingKey, person: Person): Promise<SignupRow[]> {
  const rows = await signupsOfPersonFor(trx, key, person);
  await anonymiseSignups(
    trx,
    rows.map((row) => row.id),
    deps.clock.now(),
  );
  return rows;
}
