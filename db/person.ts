import { type RawBuilder, sql } from "kysely";
import { register } from "@/domain/account/register";
import { cutAtNames } from "@/domain/plan/comment";
import type { Db, Trx } from "./client";
import type { Json } from "./schema";
import { type ThingKey, thingOf } from "./signup-thing";

/** How the rows of one person are found. */
export type Person = { accountId: string | null; email: string; hashes: readonly string[] };

/** What stands in it only to be compared, or is a document's bytes: no answer to anybody. */
const unread = ["payload", "state", "token_hash", "code_hash", "browser_hash", "network_hash", "holder"];
/** Who wrote what together: their number says it. */
const counted = new Set(["document_update", "document_authorship", "document_client", "document_version"]);
const foundIn = { account_id: "accountId", email: "email", email_hash: "hashes", recipient_hash: "hashes" } as const;

/** The rows of a table, called `t`, that are a person's; null where none can be. */
function whose(table: string, person: Person): RawBuilder<boolean> | null {
  const columns = table === "account" ? ["id"] : (register[table]?.columns ?? []).filter((name) => name in foundIn);
  const conditions = columns.flatMap((column) => {
    const by = column === "id" ? "accountId" : foundIn[column as keyof typeof foundIn];
    const value = by === "hashes" ? person.hashes : person[by];
    if (value === null) return [];
    return [sql<boolean>`t.${sql.ref(column)}::text = any(${[value].flat()}::text[])`];
  });
  return conditions.length > 0 ? sql<boolean>`(${sql.join(conditions, sql` or `)})` : null;
}

/** Whether anything is held under an address but what its asking for mails leaves for a while. */
export async function holdsAddress(db: Db, person: Person): Promise<boolean> {
  const passing = ["account", "mail"];
  for (const [table, kept] of Object.entries(register)) {
    const where = kept && table !== "signup_link" && !passing.includes(kept.purpose) ? whose(table, person) : null;
    if (!where) continue;
    const { rows } = await sql`select 1 from ${sql.table(table)} t where ${where} limit 1`.execute(db);
    if (rows.length > 0) return true;
  }
  return false;
}

/** All that is held about a person, table by table as the register has it; of what they wrote together, how much. */
export async function rowsOfPerson(db: Db, person: Person): Promise<Record<string, Record<string, Json>[] | number>> {
  const found: Record<string, Record<string, Json>[] | number> = {};
  for (const table of Object.keys(register)) {
    const where = whose(table, person);
    if (!where) continue;
    if (counted.has(table)) {
      const { rows } = await sql<{ n: number }>`
        select count(*) as n from ${sql.table(table)} t where ${where}`.execute(db);
      const n = Number(rows[0]?.n ?? 0);
      if (n > 0) found[table] = n;
      continue;
    }
    const { rows } = await sql<{ row: Record<string, Json> }>`
      select to_jsonb(t) - ${unread}::text[] as row from ${sql.table(table)} t where ${where} limit 5000`.execute(db);
    if (rows.length > 0) found[table] = rows.map(({ row }) => row);
  }
  return found;
}

/** How the coalitions, trips and entries are called that rows name by id. */
export async function titlesOf(db: Db, ids: readonly string[]): Promise<Record<string, string>> {
  const { rows } = await sql<{ id: string; title: string }>`
    select id, name as title from coalition where id = any(${ids}::uuid[])
    union all select id, title from trip where id = any(${ids}::uuid[])
    union all select id, title from agenda_entry where id = any(${ids}::uuid[])`.execute(db);
  return Object.fromEntries(rows.map(({ id, title }) => [id, title]));
}

/** The account is kept for this transaction alone: nothing new can point at it meanwhile. */
export async function lockAccount(trx: Trx, accountId: string): Promise<void> {
  await trx.selectFrom("account").select("id").where("id", "=", accountId).forUpdate().execute();
}

/** What somebody signed up for and is not forgotten. */
export async function thingsOfPerson(db: Db, { accountId, email }: Person): Promise<ThingKey[]> {
  const rows = await db
    .selectFrom("signup")
    .select(["tripId", "entryId", "occurrence"])
    .distinct()
    .where("anonymisedAt", "is", null)
    .where((eb) => eb.or([eb("email", "=", email), ...(accountId ? [eb("accountId", "=", accountId)] : [])]))
    .orderBy("tripId")
    .orderBy("entryId")
    .orderBy("occurrence")
    .execute();
  return rows.map(thingOf);
}

/** A coalition that nobody but one account coordinates. */
export type AloneIn = { id: string; name: string; slug: string; publishedAt: Date | null };

/** Coalitions that nobody but this account coordinates, by name. */
export async function coordinatedAlone(db: Db, accountId: string): Promise<AloneIn[]> {
  return db
    .selectFrom("membership as own")
    .innerJoin("coalition", "coalition.id", "own.coalitionId")
    .select(["coalition.id", "coalition.name", "coalition.slug", "coalition.publishedAt"])
    .where("own.accountId", "=", accountId)
    .where("own.role", "=", "coordinator")
    .where("own.removedAt", "is", null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("membership as other")
            .select("other.id")
            .whereRef("other.coalitionId", "=", "own.coalitionId")
            .where("other.role", "=", "coordinator")
            .where("other.removedAt", "is", null)
            .where("other.accountId", "<>", accountId),
        ),
      ),
    )
    .orderBy("coalition.name")
    .execute();
}

/** Coalitions that an account coordinates, by id: the order in which they are locked. */
export async function coordinatedBy(db: Db, accountId: string): Promise<string[]> {
  const rows = await db
    .selectFrom("membership")
    .select("coalitionId")
    .where("accountId", "=", accountId)
    .where("role", "=", "coordinator")
    .where("removedAt", "is", null)
    .orderBy("coalitionId")
    .execute();
  return rows.map((row) => row.coalitionId);
}

/** What is held under an address: codes, links, mails, messages, consents, contacts, reports. Sign-ups are not in it. */
export async function eraseAddress(trx: Trx, { email, hashes }: Person): Promise<void> {
  await trx.deleteFrom("signIn").where("email", "=", email).execute();
  await trx.deleteFrom("codeFailure").where("email", "=", email).execute();
  await trx.deleteFrom("follower").where("email", "=", email).execute();
  await trx.deleteFrom("signupLink").where("email", "=", email).execute();
  await trx
    .deleteFrom("outbox")
    .where((eb) => eb.or([eb("recipientHash", "in", hashes), sql<boolean>`about_hashes && ${hashes}::text[]`]))
    .execute();
  await trx.deleteFrom("contactMessage").where("emailHash", "in", hashes).execute();
  await trx.deleteFrom("report").where("emailHash", "in", hashes).execute();
  await trx.deleteFrom("coalitionChannel").where("address", "=", `mailto:${email}`).execute();
  await trx.deleteFrom("invitation").where("emailHash", "in", hashes).execute();
  await trx
    .deleteFrom("coalitionContact")
    .where((eb) => eb.or([eb("email", "=", email), eb("emailHash", "in", hashes)]))
    .execute();
  await trx.deleteFrom("consent").where("emailHash", "in", hashes).execute();
  // What they declared and nobody published yet ends with them: it names them in its sealed words.
  await trx
    .deleteFrom("declaration")
    .where("state", "not in", ["published", "merged"])
    .where((eb) =>
      eb("id", "in", eb.selectFrom("declarationContact").select("declarationId").where("emailHash", "in", hashes)),
    )
    .execute();
  await trx.deleteFrom("declarationContact").where("emailHash", "in", hashes).execute();
}

/** The account and all that it said. Documents hold roster ids: these rows stay, called `formerName`, without any right. */
export async function eraseAccount(trx: Trx, accountId: string, formerName: string, now: Date): Promise<void> {
  const said = await trx.deleteFrom("planComment").where("accountId", "=", accountId).returning("threadId").execute();
  const threads = said.map((row) => row.threadId);
  if (threads.length > 0)
    await trx
      .deleteFrom("planThread")
      .where("id", "in", threads)
      .where("id", "not in", trx.selectFrom("planComment").select("threadId").where("threadId", "in", threads))
      .execute();
  await forgetMentions(trx, accountId, formerName);
  await trx
    .updateTable("invitation")
    .set({ revokedAt: now, emailSealed: null })
    .where("createdBy", "=", accountId)
    .where("revokedAt", "is", null)
    .execute();
  await trx
    .updateTable("membership")
    .set((eb) => ({
      name: formerName,
      discreet: false,
      role: null,
      removedAt: eb.fn.coalesce("removedAt", eb.val(now)),
      accountId: null,
    }))
    .where("accountId", "=", accountId)
    .execute();
  await trx.deleteFrom("account").where("id", "=", accountId).execute();
}

/** Where others named them in comments, their sign takes the place of the name. */
async function forgetMentions(trx: Trx, accountId: string, formerName: string): Promise<void> {
  const places = await trx.selectFrom("membership").select(["id", "name"]).where("accountId", "=", accountId).execute();
  for (const { id, name } of places) {
    const named = await trx.deleteFrom("planMention").where("membershipId", "=", id).returning("commentId").execute();
    for (const { commentId } of named) {
      const { body } = await trx
        .selectFrom("planComment")
        .select("body")
        .where("id", "=", commentId)
        .executeTakeFirstOrThrow();
      const without = cutAtNames(body, [name])
        .map(({ text, isName }) => (isName ? `@${formerName}` : text))
        .join("");
      await trx.updateTable("planComment").set({ body: without }).where("id", "=", commentId).execute();
    }
  }
}
