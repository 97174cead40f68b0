import type { Person } from "@/db/person";
import { contactHash } from "./coalition/declaration-content";
import type { Vault } from "./crypto";
import { recipientHash } from "./mail/enqueue";

/** How the rows of somebody are found: by their account, if they have one, and by their address, which they have proved. */
export function personOf(vault: Vault, { accountId, email }: { accountId: string | null; email: string }): Person {
  return { accountId, email, hashes: [recipientHash(vault, email), contactHash(vault, email)] };
}
