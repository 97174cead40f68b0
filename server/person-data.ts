import { findAccountByEmail } from "@/db/account";
import type { Db } from "@/db/client";
import { coordinatedAlone, type Person, rowsOfPerson, titlesOf } from "@/db/person";
import type { Json } from "@/db/schema";
import { type Purpose, purposes, register } from "@/domain/account/register";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import type { Vault } from "./crypto";
import { personOf } from "./person-of";
import { addressOfKey } from "./signup/capability";
import type { SignupDeps } from "./signup/deps";

/** For what each sealed column was sealed. */
const sealedFor: Record<string, readonly string[]> = {
  "account.phone_encrypted": ["account-phone"],
  "sign_in.return_path": ["return-path"],
  "signup.phone_encrypted": ["phone"],
  "signup.access_encrypted": ["access", "answers-access"],
  "signup.answers_encrypted": ["answers"],
  "signup_link.asked": ["asked"],
  "invitation.email_sealed": ["invitation"],
  "contact_message.content": ["contact-message"],
  "report.email": ["report"],
  "declaration_contact.person": ["declaration-contact"],
};

export type Held = {
  /** Of each purpose under which something is held, how much. */
  held: { purpose: Purpose; count: number }[];
  /** Table by table, readable; of what was written together, how much. */
  tables: Record<string, Record<string, Json>[] | number>;
  /** How the coalitions, trips and entries are called that these name by id. */
  titles: Record<string, string>;
};
export type PersonData = Held & {
  /** Coalitions that must be handed over before the account can go. */
  coordinatesAlone: string[];
};

/** All that is held about the actor, as the register has it; what is sealed is opened for them. */
export async function personData({ db, vault }: SignupDeps, actor: Actor): Promise<Result<PersonData>> {
  if (actor.kind !== "account") return refuse("sign_in_first");
  const alone = await coordinatedAlone(db, actor.accountId);
  const held = await heldOf(db, vault, personOf(vault, actor));
  return ok({ ...held, coordinatesAlone: alone.map(({ name }) => name) });
}

export type AddressData = Held & {
  email: string;
  /** Whoever has an account sees the rest, and erases, when signed in. */
  hasAccount: boolean;
};

/** All that is held under an address that was proved by a link. */
export async function addressData(deps: SignupDeps, key: unknown): Promise<Result<AddressData>> {
  const { db, vault } = deps;
  const email = await addressOfKey(deps, key);
  if (!email) return refuse("not_found");
  const held = await heldOf(db, vault, personOf(vault, { accountId: null, email }));
  return ok({ ...held, email, hasAccount: Boolean(await findAccountByEmail(db, email)) });
}

async function heldOf(db: Db, vault: Vault, person: Person): Promise<Held> {
  const counts = new Map<Purpose, number>();
  const tables: Held["tables"] = {};
  for (const [table, rows] of Object.entries(await rowsOfPerson(db, person))) {
    const purpose = register[table]?.purpose;
    const count = typeof rows === "number" ? rows : rows.length;
    if (purpose) counts.set(purpose, (counts.get(purpose) ?? 0) + count);
    tables[table] = typeof rows === "number" ? rows : rows.map((row) => opened(vault, table, row));
  }
  const held = purposes.flatMap((purpose) => {
    const count = counts.get(purpose) ?? 0;
    return count > 0 ? [{ purpose, count }] : [];
  });
  const named = Object.values(tables).flatMap((rows) =>
    typeof rows === "number" ? [] : rows.flatMap((row) => [row.coalition_id, row.trip_id, row.entry_id]),
  );
  const ids = named.filter((id) => typeof id === "string");
  return { held, tables, titles: await titlesOf(db, [...new Set(ids)]) };
}

function opened(vault: Vault, table: string, row: Record<string, Json>): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => {
      const uses = sealedFor[`${table}.${column}`];
      return uses && typeof value === "string" ? [column, unsealed(vault, uses, value)] : [column, value];
    }),
  );
}

/** One column may hold what was sealed for either of two uses: only the right one opens it. */
function unsealed(vault: Vault, uses: readonly string[], sealed: string): string {
  const [use = "", ...others] = uses;
  if (others.length === 0) return vault.open(use, sealed);
  try {
    return vault.open(use, sealed);
  } catch {
    return unsealed(vault, others, sealed);
  }
}
