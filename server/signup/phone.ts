import type { Vault } from "@/server/crypto";

/** A phone number is kept encrypted with a key that is not in the database. */
export function sealPhone(vault: Vault, phone: string | undefined): string | null {
  return phone ? vault.seal("phone", phone) : null;
}

export function openPhone(vault: Vault, sealed: string | null): string | null {
  return sealed ? vault.open("phone", sealed) : null;
}
