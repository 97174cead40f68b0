import type { Trx } from "@/db/client";
import { confirmedQueue, expireSignups, type SignupRow, updateSignup } from "@/db/signup";
import { insertEvents } from "@/db/signup-event";
import type { ThingKey } from "@/db/signup-thing";
import { transact } from "@/db/transact";
import { type Result, refuse } from "@/domain/kernel/result";
import { nextOffers, type Waiting } from "@/domain/signup/admission";
import { offerUntil } from "@/domain/signup/timing";
import type { SignupDeps } from "./deps";
import type { Desk } from "./desk";
import { sendOffer, sendOfferExpired } from "./mails";
import { kindOf, type Wish, wishOf } from "./thing";

/**
 * One transaction under the lock of a thing, always in this order: end what is out of time, offer what is free, then
 * `act`, then offer what `act` freed. A refusal of `act` keeps the first two. An unknown thing is `not_found`. `before`
 * takes the locks that must be held first (addresses, then networks, then things by id, always, so that nobody waits in a
 * circle). Should Postgres end it all the same to let another pass, it is run again: so `act` does what it does through
 * the desk, and counts nothing outside.
 */
export async function atDesk<T>(
  deps: SignupDeps,
  key: ThingKey,
  act: (desk: Desk) => Promise<Result<T>>,
  before: (trx: Trx) => Promise<void> = async () => undefined,
): Promise<Result<T>> {
  return transact(deps.db, async (trx) => {
    await before(trx);
    return inDesk(deps, trx, key, act);
  });
}

/**
 * The same inside a transaction that is under way, such as the projector's: it takes the thing's lock too, so it must
 * take several things in the order of their ids.
 */
export async function inDesk<T>(
  deps: SignupDeps,
  trx: Trx,
  key: ThingKey,
  act: (desk: Desk) => Promise<Result<T>>,
): Promise<Result<T>> {
  const kind = kindOf(deps, key);
  await kind.lock(trx);
  // Read after the wait for the lock: what happened before it was ours counts.
  const now = deps.clock.now();
  const thing = await kind.open(trx, deps, now);
  if (!thing) return refuse("not_found");
  let changed = false;
  let freed = false;
  const desk: Desk = {
    trx,
    deps,
    now,
    thing,
    kind,
    async record(...events) {
      if (events.length === 0) return;
      changed = true;
      // Whatever is written down may have changed what is taken.
      thing.recount();
      await insertEvents(
        trx,
        events.map((event) => ({ ...event, at: now })),
      );
    },
    freed() {
      freed = true;
    },
  };
  await endExpired(desk);
  await offerNext(desk);
  const result = await act(desk);
  if (freed) await offerNext(desk);
  if (changed) await thing.tell();
  return result;
}

/** Who may be offered a place, in order. */
export async function waitingAt({ trx, thing }: Desk): Promise<Waiting<Wish>[]> {
  return (await confirmedQueue(trx, thing.key)).map((row) => asWaiting(thing, row));
}

async function endExpired(desk: Desk): Promise<void> {
  const ended = await expireSignups(desk.trx, desk.thing.key, desk.now);
  await desk.record(...ended.map(({ id }) => ({ signupId: id, what: "expired", byKind: "system" as const })));
  // A hold that nobody confirmed ends in silence: its address may be somebody else's.
  for (const row of ended) if (row.confirmedAt) await sendOfferExpired(desk, row);
}

async function offerNext(desk: Desk): Promise<void> {
  const { thing } = desk;
  if (!thing.offers || !(await thing.hasRoom())) return;
  const queue: Waiting<Wish>[] = [];
  // What takes nobody new is offered to nobody: organisers move those who wait for it.
  for (const party of await waitingAt(desk)) if (await thing.takesNew(party.claim)) queue.push(party);
  const { offers, passedOver } = nextOffers(await thing.capacity(), queue, (start) => offerUntil(desk.now, start));
  for (const { id, until } of offers) {
    const row = await updateSignup(desk.trx, id, { state: "offered", expiresAt: until });
    await desk.record({ signupId: id, what: "offered", byKind: "system" });
    await sendOffer(desk, row, until);
  }
  for (const { id, shortage } of passedOver) {
    await updateSignup(desk.trx, id, { passedOverAt: desk.now, passedOverLacking: shortage });
    await desk.record({ signupId: id, what: "passed_over", byKind: "system", detail: { lacking: shortage } });
  }
}

function asWaiting({ startsAt }: Desk["thing"], row: SignupRow): Waiting<Wish> {
  const wish = wishOf(row);
  return { id: row.id, claim: wish, party: row.party, boarding: startsAt(wish) };
}
