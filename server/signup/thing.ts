import type { Db, Trx } from "@/db/client";
import type { SignupRow } from "@/db/signup";
import type { ThingKey } from "@/db/signup-thing";
import type { Refusal, Result } from "@/domain/kernel/result";
import type { Capacity } from "@/domain/signup/admission";
import type { Vault } from "@/server/crypto";
import type { Locale, SignupDeps } from "./deps";

/** What a sign-up asks of its thing, as its row keeps it. The engine looks at the party alone; the rest is the thing's. */
export type Wish = Pick<SignupRow, (typeof wishColumns)[number]>;
const wishColumns = [
  "party",
  "outboundFrom",
  "outboundTo",
  "returnFrom",
  "returnTo",
  "priceId",
  "accessEncrypted",
] as const;
export function wishOf(row: Wish): Wish {
  const { party, outboundFrom, outboundTo, returnFrom, returnTo, priceId, accessEncrypted } = row;
  return { party, outboundFrom, outboundTo, returnFrom, returnTo, priceId, accessEncrypted };
}

/** What mails say of a wish: for what, when and where one comes, for how many. */
export type ThingWords = { trip: string; when: string; place: string; party: number };

/** One thing under its lock, as its domain reads it in this transaction. */
export type Thing = {
  key: ThingKey;
  coalitionId: string;
  /** Why it takes nobody new at this moment; null when it does. */
  closed: Refusal | null;
  /** Whether what comes free is offered: the deadline does not matter for the queue. */
  offers: boolean;
  cancelled: boolean;
  deadline: Date;
  /** Null where nobody said when. */
  endsAt: Date | null;
  /** When it begins for who wishes this: what the times of holds and offers are counted from. */
  startsAt(wish: Wish): Date;
  /** What is left, counted again after `recount`. */
  capacity(): Promise<Capacity<Wish>>;
  /** Whether anybody at all could get something. */
  hasRoom(): Promise<boolean>;
  /** Whether this may be given to somebody who does not have it yet. */
  takesNew(wish: Wish): Promise<boolean>;
  recount(): void;
  /** What a form asks for; it may be refused. */
  ask(raw: Record<string, unknown>): Promise<Result<Wish>>;
  /** The same for who has `before`: what the form does not name stays. */
  change(before: Wish, raw: Record<string, unknown>): Promise<Result<Wish>>;
  /** Why who holds `before` cannot have `after` instead. `counted`: whether `before` is among what is taken. */
  keepsFrom(before: Wish, after: Wish, counted: boolean): Promise<Refusal | null>;
  words(wish: Wish, locale: Locale): ThingWords;
  /** What it asks people to bring. */
  bring: string | null;
  /** Where everybody sees it, where others like it stand, and where those who run it see who comes. */
  paths: { page: string; others: string; organisers: string };
  /** Tells that its numbers have changed. */
  tell(): Promise<void>;
};

/** A kind of thing: what its domain knows how to do before any of them is open. */
export type ThingKind = {
  /** Held until the transaction ends: whoever counts and then writes is alone. */
  lock(trx: Trx, key: ThingKey): Promise<void>;
  /** Read under the lock. */
  open(trx: Trx, deps: { vault: Vault }, key: ThingKey, now: Date): Promise<Thing | undefined>;
  /** Whether anybody may see it, and so ask for it. */
  isPublic(db: Db, key: ThingKey): Promise<boolean>;
  /** Wrong fields of a form, by name, as far as the form alone tells. */
  check(raw: Record<string, unknown>): Record<string, string>;
  /** What somebody may do who runs it; undefined for everybody else. */
  organiser(db: Db, accountId: string, key: ThingKey): Promise<{ coordinator: boolean } | undefined>;
  peopleInCharge(db: Db, thing: Thing): Promise<{ email: string; locale: string }[]>;
  give(trx: Trx, key: ThingKey, to: { accountId: string; givenBy: string; givenAt: Date }): Promise<void>;
  takeBack(trx: Trx, key: ThingKey, accountId: string): Promise<boolean>;
  setCancelled(trx: Trx, key: ThingKey, now: Date, reason: string): Promise<void>;
  /** Those that time has changed, beyond what has run out: their queues are looked at. */
  overtaken(db: Db, now: Date): Promise<ThingKey[]>;
};

/** Every kind of thing that one signs up for. */
export type Things = { trip: ThingKind };

export function kindOf(deps: Pick<SignupDeps, "things">, _key: ThingKey): ThingKind {
  return deps.things.trip;
}
