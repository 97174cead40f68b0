import type { Db, Trx } from "@/db/client";
import type { SignupRow } from "@/db/signup";
import type { EntryKey, ThingKey, TripKey } from "@/db/signup-thing";
import type { Actor } from "@/domain/kernel/actor";
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
  "answersEncrypted",
] as const;
export function wishOf(row: Wish): Wish {
  const { party, outboundFrom, outboundTo, returnFrom, returnTo, priceId, accessEncrypted, answersEncrypted } = row;
  return { party, outboundFrom, outboundTo, returnFrom, returnTo, priceId, accessEncrypted, answersEncrypted };
}

/** What mails say of a wish: for what, when and where one comes, for how many. */
export type ThingWords = {
  kind: "trip" | "action" | "event";
  title: string;
  when: string;
  /** Empty where nobody said. */
  place: string;
  party: number;
};

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
  /** From when on nobody who signed up is known any more. */
  purgeAt: Date | null;
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
  /** Whether nobody is mailed: whoever signs up sees it where they work. */
  silent?: boolean;
  /** Tells that its numbers have changed. */
  tell(): Promise<void>;
};

/** A kind of thing: what its domain knows how to do before any of them is open. */
export type ThingKind<K extends ThingKey = ThingKey> = {
  /** Held until the transaction ends: whoever counts and then writes is alone. */
  lock(trx: Trx, key: K): Promise<void>;
  /** Read under the lock. */
  open(trx: Trx, deps: { vault: Vault }, key: K, now: Date): Promise<Thing | undefined>;
  /** Whether this person may see it, and so ask for it. */
  isOpenTo(db: Db, actor: Actor, key: K): Promise<boolean>;
  /** Wrong fields of a form, by name, as far as can be told before the lock. */
  check(db: Db, key: K, raw: Record<string, unknown>): Promise<Record<string, string>>;
  /** What somebody may do who runs it; undefined for everybody else. */
  organiser(db: Db, accountId: string, key: K): Promise<{ coordinator: boolean } | undefined>;
  peopleInCharge(db: Db, key: K, coalitionId: string): Promise<{ email: string; locale: string }[]>;
  give(trx: Trx, key: K, to: { accountId: string; givenBy: string; givenAt: Date }): Promise<void>;
  takeBack(trx: Trx, key: K, accountId: string): Promise<boolean>;
  /** For good. Answers with the things whose sign-ups end with it. */
  setCancelled(trx: Trx, key: K, now: Date, reason: string): Promise<ThingKey[]>;
  /** Those that time has changed, beyond what has run out: their queues are looked at. */
  overtaken(db: Db, now: Date): Promise<ThingKey[]>;
};

/** Every kind of thing that one signs up for. */
export type Things = { trip: ThingKind<TripKey>; entry: ThingKind<EntryKey> };

/** What the domain of a thing does with it, asked for one key. */
export function kindOf({ things }: Pick<SignupDeps, "things">, key: ThingKey): BoundKind {
  return "tripId" in key ? bound(things.trip, key) : bound(things.entry, key);
}

/** A kind that knows for which thing it is asked. */
export type BoundKind = ReturnType<typeof bound<ThingKey>>;

function bound<K extends ThingKey>(kind: ThingKind<K>, key: K) {
  return {
    lock: (trx: Trx) => kind.lock(trx, key),
    open: (trx: Trx, deps: { vault: Vault }, now: Date) => kind.open(trx, deps, key, now),
    isOpenTo: (db: Db, actor: Actor) => kind.isOpenTo(db, actor, key),
    check: (db: Db, raw: Record<string, unknown>) => kind.check(db, key, raw),
    organiser: (db: Db, accountId: string) => kind.organiser(db, accountId, key),
    peopleInCharge: (db: Db, coalitionId: string) => kind.peopleInCharge(db, key, coalitionId),
    give: (trx: Trx, to: Parameters<typeof kind.give>[2]) => kind.give(trx, key, to),
    takeBack: (trx: Trx, accountId: string) => kind.takeBack(trx, key, accountId),
    setCancelled: (trx: Trx, now: Date, reason: string) => kind.setCancelled(trx, key, now, reason),
  };
}
