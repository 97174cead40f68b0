import type { Vault } from "@/server/crypto";
import { sha256 } from "@/server/crypto";

/** A code counts only with the page that it was asked from, and is too short to be hashed without a key. */
export function codeHash(vault: Vault, token: string, code: string): string {
  return vault.mac("booking-code", `${sha256(token)} ${code}`);
}
