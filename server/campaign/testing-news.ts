import { ensureAccount } from "@/db/account";
import type { Database } from "@/db/client";
import { insertTestCoalition } from "@/db/testing/coalition";
import type { AccountActor } from "@/domain/kernel/actor";
import type { Role } from "@/domain/kernel/role";
import { createVault } from "@/server/crypto";
import type { Deps } from "@/server/deps";
import { openPayload } from "@/server/mail/enqueue";
import { saveNews, sendNewsNow } from "./news";

/** For tests: a published coalition with people, and who follows it. The clock stands until a test moves it. */
export class NewsWorld {
  now = Date.now();
  readonly deps: Deps;
  private serial = 0;

  private constructor(
    readonly database: Database,
    readonly coalition: { id: string; slug: string },
    readonly coordinator: AccountActor,
  ) {
    this.deps = newsDeps(database, () => new Date(this.now));
  }

  static async create(database: Database): Promise<NewsWorld> {
    const coalition = await insertTestCoalition(database.db, { publishedAt: new Date("2026-09-01T00:00:00Z") });
    const email = `coordination-${coalition.id}@example.org`;
    const { id: accountId } = await ensureAccount(database.db, email);
    const world = new NewsWorld(database, coalition, { kind: "account", accountId, email, name: "", national: false });
    await world.join(accountId, "coordinator");
    return world;
  }

  private async join(accountId: string, role: Role): Promise<string> {
    const { id } = await this.database.db
      .insertInto("membership")
      .values({ coalitionId: this.coalition.id, accountId, name: "Personne", role })
      .returning("id")
      .executeTakeFirstOrThrow();
    return id;
  }

  async person(role: Role, email = `personne-${++this.serial}-${this.coalition.id}@example.org`) {
    const { id: accountId } = await ensureAccount(this.database.db, email);
    const memberId = await this.join(accountId, role);
    const actor: AccountActor = { kind: "account", accountId, email, name: "", national: false };
    return { ...actor, memberId };
  }

  /** So many who have confirmed that they follow. */
  async followers(count: number, named: { email?: string; frequency?: "now" | "daily" } = {}): Promise<string[]> {
    const at = new Date(this.now);
    const { frequency = "now" } = named;
    const rows = await this.database.db
      .insertInto("follower")
      .values(
        Array.from({ length: count }, () => ({
          coalitionId: this.coalition.id,
          email: named.email ?? `suit-${crypto.randomUUID()}@example.org`,
          locale: "fr",
          frequency,
          consentVersion: "test",
          askedAt: at,
          confirmedAt: at,
          toldAt: at,
        })),
      )
      .returning("id")
      .execute();
    return rows.map(({ id }) => id);
  }

  async draft(body = "Venez samedi.", title = "Samedi"): Promise<string> {
    const made = await saveNews(this.deps, this.coordinator, { coalition: this.coalition.slug, title, body });
    if (!made.ok) throw new Error(made.refusal.code);
    return made.value.id;
  }

  send(id: string, revision: unknown = "0") {
    return sendNewsNow(this.deps, this.coordinator, { coalition: this.coalition.slug, id, revision });
  }

  /** Writes and sends; the id. */
  async sent(): Promise<string> {
    const id = await this.draft();
    const done = await this.send(id);
    if (!done.ok) throw new Error(done.refusal.code);
    return id;
  }

  async mails() {
    const rows = await this.database.db
      .selectFrom("outbox")
      .select("payload")
      .where("payload", "is not", null)
      .execute();
    return rows.map(({ payload }) => openPayload(this.deps.vault, payload ?? ""));
  }

  /** To whom mails were queued, each as often as it was. */
  async told(): Promise<string[]> {
    return (await this.mails()).map(({ to }) => to).sort();
  }
}

export function newsDeps(database: Database, now: () => Date): Deps {
  return {
    database,
    clock: { now },
    vault: createVault("a-secret-of-the-tests-which-is-long-enough"),
    origin: "https://cortege.example.org",
    demoMailbox: null,
  };
}
