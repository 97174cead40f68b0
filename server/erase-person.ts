import type { Trx } from "@/db/client";
import { lockAddress } from "@/db/code-failure";
import { lockCoalition } from "@/db/membership";
import { notify } from "@/db/notify";
import {
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
import { contactHash } from "./coalition/declaration-content";
import type { Vault } from "./crypto";
import { recipientHash } from "./mail/enqueue";
import { atDesk } from "./signup/at-desk";
import type { SignupDeps } from "./signup/deps";
import { cancelSignup } from "./signup/end-signup";

/** How somebody who left is called where documents hold the id of their place in a roster. */
const formerName = "Personne partie";

/** How the rows of who is signed in are found: by their account, and by their address, which they have proved. */
export function personOf(vault: Vault, { accountId, email }: { accountId: string | null; email: string }): Person {
  return { accountId, email, hashes: [recipientHash(vault, email), contactHash(vault, email)] };
}

/**
 * Erases all that is held about the actor, in one step. Their places are given back as when cancelling: each goes to the
 * queue in its own transaction. Then the account, what it said and what is held under its address go in one more, and
 * every open page and socket of it is told. Who alone coordinates a coalition must hand it over first.
 */
export async function erasePerson(deps: SignupDeps, actor: Actor, raw: { sure?: unknown }): Promise<Result<null>> {
  if (actor.kind !== "account") return refuse("sign_in_first");
  if (raw.sure !== "yes") return refuse("invalid", { sure: "sure" });
  const { accountId } = actor;
  const person = personOf(deps.vault, actor);
  if ((await coordinatedAlone(deps.db, accountId)).length > 0) return refuse("last_coordinator");
  for (;;) {
    await giveBackPlaces(deps, person);
    const done = await transact(deps.db, async (trx): Promise<Result<null> | "again"> => {
      await lockAddress(trx, person.email);
      for (const coalitionId of await coordinatedBy(trx, accountId)) await lockCoalition(trx, coalitionId);
      await lockAccount(trx, accountId);
      if ((await coordinatedAlone(trx, accountId)).length > 0) return refuse("last_coordinator");
      // Somebody signed up from another page of theirs meanwhile: that place is given back first.
      if ((await thingsOfPerson(trx, person)).length > 0) return "again";
      await eraseAll(trx, person, accountId, deps.clock.now());
      return ok(null);
    });
    if (done !== "again") return done;
  }
}

async function eraseAll(trx: Trx, person: Person, accountId: string, now: Date): Promise<void> {
  await eraseAddress(trx, person);
  await eraseAccount(trx, accountId, formerName, now);
  await notify(trx, { kind: "access", accountId, coalitionId: null });
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
