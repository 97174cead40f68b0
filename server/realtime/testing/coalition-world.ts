import { randomUUID } from "node:crypto";
import type { Database } from "@/db/client";
import { endMembership, setRole } from "@/db/membership";
import { notify } from "@/db/notify";
import { insertTestCoalition } from "@/db/testing/coalition";
import type { Role } from "@/domain/kernel/role";
import { formatRoomName } from "@/domain/kernel/room-name";
import { sessionCookieName } from "@/server/account/cookies";
import { openSession } from "@/server/account/session";

export type TestPerson = { accountId: string; memberId: string; cookie: string };

/** A coalition with its sheet and its agenda, written straight to a test's database. */
export class CoalitionWorld {
  readonly #database: Database;
  readonly coalitionId: string;
  readonly documentId: string;

  private constructor(database: Database, coalitionId: string, documentId: string) {
    this.#database = database;
    this.coalitionId = coalitionId;
    this.documentId = documentId;
  }

  static async create(database: Database): Promise<CoalitionWorld> {
    const { db } = database;
    const coalition = await insertTestCoalition(db);
    const document = await db
      .insertInto("document")
      .values({ coalitionId: coalition.id, kind: "sheet" })
      .returning("id")
      .executeTakeFirstOrThrow();
    await db.insertInto("document").values({ coalitionId: coalition.id, kind: "agenda" }).execute();
    return new CoalitionWorld(database, coalition.id, document.id);
  }

  get room(): string {
    return formatRoomName({ kind: "sheet", documentId: this.documentId, generation: 1 });
  }

  async person(role: Role | null, name: string = role ?? ""): Promise<TestPerson> {
    const { db } = this.#database;
    const { id: accountId } = await db
      .insertInto("account")
      .values({ email: `${randomUUID()}@example.org` })
      .returning("id")
      .executeTakeFirstOrThrow();
    const memberId = randomUUID();
    if (role) {
      await db
        .insertInto("membership")
        .values({ id: memberId, coalitionId: this.coalitionId, accountId, name, role })
        .execute();
    }
    const { token } = await openSession(db, accountId, new Date());
    return { accountId, memberId, cookie: `${sessionCookieName(false)}=${token}` };
  }

  /** As the use case does: the change and its notice in one transaction. */
  async changeRole(person: TestPerson, role: Role | null, tell = true): Promise<void> {
    await this.#database.db.transaction().execute(async (trx) => {
      if (role) await setRole(trx, person.memberId, role);
      else await endMembership(trx, person.memberId, new Date());
      if (tell) await notify(trx, { kind: "access", accountId: person.accountId, coalitionId: this.coalitionId });
    });
  }
}
