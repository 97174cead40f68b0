import type { Db, Trx } from "./client";
import type { Json } from "./schema";

export type NewEvent = {
  signupId: string;
  at: Date;
  what: string;
  byKind: "holder" | "organiser" | "system";
  accountId?: string | null;
  detail?: Record<string, Json>;
};
export type EventRow = {
  signupId: string;
  at: Date;
  what: string;
  byKind: string;
  by: string | null;
  detail: Json;
};

/** Writes history: in the same transaction as what it tells. */
export async function insertEvents(trx: Trx, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  await trx
    .insertInto("signupEvent")
    .values(
      events.map((event) => ({
        signupId: event.signupId,
        at: event.at,
        what: event.what,
        byKind: event.byKind,
        accountId: event.accountId ?? null,
        detail: JSON.stringify(event.detail ?? {}),
      })),
    )
    .execute();
}

/** The last `each` lines of the history of these sign-ups, oldest first, with the name of the account behind a line. */
export async function eventsOf(db: Db, signupIds: readonly string[], each: number): Promise<EventRow[]> {
  if (signupIds.length === 0) return [];
  return (
    db
      .with("line", (cte) =>
        cte
          .selectFrom("signupEvent")
          .selectAll()
          .select((eb) =>
            eb.fn
              .agg<number>("row_number")
              .over((over) => over.partitionBy("signupId").orderBy("id", "desc"))
              .as("fromEnd"),
          )
          .where("signupId", "in", signupIds),
      )
      .selectFrom("line")
      .innerJoin("signup", "signup.id", "line.signupId")
      .leftJoin("account", "account.id", "line.accountId")
      .leftJoin("membership", (join) =>
        join
          .onRef("membership.accountId", "=", "line.accountId")
          .onRef("membership.coalitionId", "=", "signup.coalitionId"),
      )
      .select(["line.signupId", "line.at", "line.what", "line.byKind", "line.detail"])
      // As they wish to be called in that coalition.
      .select((eb) => eb.fn.coalesce("membership.shownName", "account.name").as("by"))
      .where("line.fromEnd", "<=", each)
      .orderBy("line.id")
      .execute()
  );
}
