import { coordinatedAlone, rowsOfPerson } from "@/db/person";
import type { Json } from "@/db/schema";
import { type Purpose, purposes, register } from "@/domain/account/register";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import type { Vault } from "./crypto";
import { personOf } from "./erase-person";
import type { SignupDeps } from "./signup/deps";

/** For what each sealed column was sealed. */
const sealedFor: Record<string, readonly string[]> = {
  "account.phone_encrypted": ["account-phone"],
  "signup.phone_encrypted": ["phone"],
  "signup.access_encrypted": ["access", "answers-access"],
  "signup.answers_encrypted": ["answers"],
  "signup_link.asked": ["asked"],
  "contact_message.content": ["contact-message"],
  "declaration_contact.person": ["declaration-contact"],
};

export type PersonData = {
  /** Of each purpose under which something is held, how much. */
  held: { purpose: Purpose; count: number }[];
  /** Coalitions that must be handed over before the account can go. */
  coordinatesAlone: string[];
  /** Table by table, readable. */
  tables: Record<string, Json>;
};

/** All that is held about the actor, as the register has it; what is sealed is opened for them. */
export async function personData({ db, vault }: SignupDeps, actor: Actor): Promise<Result<PersonData>> {
  if (actor.kind !== "account") return refuse("sign_in_first");
  const found = await rowsOfPerson(db, personOf(vault, actor));
  const counts = new Map<Purpose, number>();
  const tables: Record<string, Json> = {};
  for (const [table, rows] of Object.entries(found)) {
    const purpose = register[table]?.purpose;
    const count = typeof rows === "number" ? rows : rows.length;
    if (purpose) counts.set(purpose, (counts.get(purpose) ?? 0) + count);
    tables[table] = typeof rows === "number" ? rows : rows.map((row) => opened(vault, table, row));
  }
  const alone = await coordinatedAlone(db, actor.accountId);
  return ok({
    held: purposes.flatMap((purpose) => {
      const count = counts.get(purpose) ?? 0;
      return count > 0 ? [{ purpose, count }] : [];
    }),
    coordinatesAlone: alone.map(({ name }) => name),
    tables,
  });
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
