import { deleteExpiredDeclarations } from "@/db/declaration";
import type { Deps } from "@/server/deps";

/** Drafts, what nobody confirmed or completed, and refused declarations: gone fourteen days later, contacts and consents with them. */
export async function forgetDeclarations({ database }: Pick<Deps, "database">, now: Date): Promise<number> {
  return deleteExpiredDeclarations(database.db, now);
}
