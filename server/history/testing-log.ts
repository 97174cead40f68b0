import { randomUUID } from "node:crypto";
import type { Db } from "@/db/client";
import { insertTestCoalition } from "@/db/testing/coalition";
import type { AccountActor } from "@/domain/kernel/actor";
import type { Role } from "@/domain/kernel/role";
import { addRow, type SheetDoc } from "@/domain/transport/sheet";

export const noon = new Date("2026-11-24T12:00:00Z");
/** So many minutes after noon. */
export const after = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);

/** For tests. A document whose log is written as the journal writes it, by two members. */
export async function testLog(db: Db, doc: SheetDoc, kind: "sheet" | "agenda" = "sheet") {
  const { id: coalitionId, slug } = await insertTestCoalition(db);
  const documentId = randomUUID();
  await db.insertInto("document").values({ id: documentId, coalitionId, kind }).execute();

  async function person(role: Role | null, name = "Membre"): Promise<AccountActor> {
    const account = await db
      .insertInto("account")
      .values({ email: `${randomUUID()}@example.org`, name: "Un autre nom" })
      .returning(["id", "email", "name"])
      .executeTakeFirstOrThrow();
    if (role) await db.insertInto("membership").values({ coalitionId, accountId: account.id, name, role }).execute();
    return { kind: "account", accountId: account.id, email: account.email, name: account.name, national: false };
  }

  let seq = 0;
  /** Each transaction of `edit` is one update, as a provider sends it. */
  async function write(author: string | null, at: Date | ((index: number) => Date), edit: () => unknown) {
    const made: Uint8Array[] = [];
    const collect = (update: Uint8Array) => made.push(update);
    doc.on("update", collect);
    edit();
    doc.off("update", collect);
    const rows = made.map((payload, index) => ({
      documentId,
      generation: 1,
      seq: ++seq,
      payload: Buffer.from(payload),
      accountId: author,
      committedAt: at instanceof Date ? at : at(index),
    }));
    await db.insertInto("documentUpdate").values(rows).execute();
  }

  const lines = () =>
    db
      .selectFrom("documentChange")
      .select(["id", "what", "field", "before", "after", "thingTitle", "partName", "accountId", "at", "seq"])
      .where("documentId", "=", documentId)
      .orderBy("at")
      .orderBy("id")
      .execute();
  const versions = () =>
    db.selectFrom("documentVersion").selectAll().where("documentId", "=", documentId).orderBy("createdAt").execute();

  const [anna, benoit] = [await person("member", "Coordination du Nord"), await person("member", "Réf. transports")];
  return {
    documentId,
    coalitionId,
    slug,
    doc,
    anna: anna.accountId,
    benoit: benoit.accountId,
    actor: anna,
    person,
    write,
    lines,
    versions,
    row: () => [...doc.getMap("rows").keys()][0] ?? "",
    add: () => addRow(doc, { title: "Car", seats: 53, outbound: [{ place: "Béthune", at: "2026-12-29T06:30" }] }),
  };
}
