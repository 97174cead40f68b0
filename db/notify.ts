import { sql } from "kysely";
import { z } from "zod";
import type { Db } from "./client";

export const factChannel = "cortege";

/** What processes tell one another: ids only, heard after the commit of the transaction that made it true. */
export const factSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("trip"), coalitionId: z.uuid(), tripId: z.uuid() }),
  z.object({ kind: z.literal("access"), accountId: z.uuid(), coalitionId: z.uuid().nullable() }),
  /** It began anew, or who writes it changed. */
  z.object({ kind: z.literal("document"), documentId: z.uuid() }),
  /** What stands beside its text changed: what is said about it, or whether it is put away. */
  z.object({ kind: z.literal("beside"), documentId: z.uuid() }),
  /** Pages show another text of a plan. */
  z.object({ kind: z.literal("text"), documentId: z.uuid() }),
  z.object({ kind: z.literal("entry"), coalitionId: z.uuid(), entryId: z.uuid() }),
  // Of an entry: who signed up, what is left, whether it is cancelled.
  z.object({ kind: z.literal("entry_signups"), coalitionId: z.uuid(), entryId: z.uuid() }),
  z.object({ kind: z.literal("outbox") }),
]);
export type Fact = z.infer<typeof factSchema>;

/** Call it inside the transaction: a rollback takes the notice back. */
export async function notify(db: Db, fact: Fact): Promise<void> {
  await sql`select pg_notify(${factChannel}, ${JSON.stringify(fact)})`.execute(db);
}

/** Null for what is not a fact of this version. */
export function parseFact(payload: string): Fact | null {
  try {
    return factSchema.safeParse(JSON.parse(payload)).data ?? null;
  } catch {
    return null;
  }
}
