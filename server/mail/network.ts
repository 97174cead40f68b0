import type { Vault } from "@/server/crypto";

/**
 * What counts as one network when mails are limited, hashed: an address, of IPv6 the half that a provider gives to one
 * household. Null when it is not known: the machine itself is a proxy that nobody declared, not a visitor.
 */
export function networkHash(vault: Vault, address: string | null): string | null {
  const plain = address?.replace(/^::ffff:(?=\d+\.)/i, "") ?? "";
  if (plain === "" || plain === "::1" || plain.startsWith("127.")) return null;
  return vault.mac("mail-network", plain.includes(":") ? firstHalf(plain) : plain);
}

function firstHalf(address: string): string {
  const [head = "", tail] = address.split("::");
  const groups = head.split(":").filter(Boolean);
  if (tail !== undefined) {
    const end = tail.split(":").filter(Boolean);
    while (groups.length + end.length < 8) groups.push("0");
    groups.push(...end);
  }
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":");
}
