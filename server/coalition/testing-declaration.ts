import type { Database } from "@/db/client";
import { findDeclaration } from "@/db/declaration";
import { createVault } from "@/server/crypto";
import type { Deps } from "@/server/deps";
import { openPayload } from "@/server/mail/enqueue";
import type { Mail } from "@/server/mail/template";
import { contactHash } from "./declaration-content";
import { saveStep } from "./declare";
import { sendDeclaration } from "./send-declaration";

export const where = { scope: "town", commune: "59100", name: "Roubaix et Tourcoing" };
export const about = {
  organisations: "Collectif vélo (démo)",
  actions: "paris\nmeeting",
  words: "Un car depuis la gare.",
};
export const people = {
  firstName1: "Premier",
  lastName1: "Contact-Un",
  email1: "premier@example.org",
  firstName2: "Seconde",
  lastName2: "Contact-Deux",
  email2: "seconde@example.org",
  shows1: "firstName",
};

/** One declaration of a browser, with addresses that no other test has. */
export async function aDeclaration(database: Database) {
  let at = Date.parse("2027-03-20T11:00:00Z");
  let cookie: string | null = null;
  const mark = crypto.randomUUID().slice(0, 8);
  const unique = (email: string) => `${mark}-${email}`;
  const deps: Deps & { unique: typeof unique } = {
    database,
    clock: { now: () => new Date(at) },
    vault: createVault("a-secret-of-the-tests-which-is-long-enough"),
    origin: "http://localhost",
    demoMailbox: null,
    unique,
  };
  const context = () => ({ cookie, network: null, locale: "fr" });
  const save = async (raw: Record<string, string>) => {
    const own = Object.fromEntries(
      Object.entries(raw).map(([name, value]) => [name, name.startsWith("email") ? unique(value) : value]),
    );
    const saved = await saveStep(deps, own, context());
    if (saved.ok) cookie = saved.value.cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
    return saved;
  };
  const mails = async (template: Mail["template"]) => {
    const rows = await database.db.selectFrom("outbox").select("payload").where("template", "=", template).execute();
    return rows.map(({ payload }) => openPayload(deps.vault, payload ?? "")).filter(({ to }) => to.startsWith(mark));
  };
  const emailHash = (email: string) => contactHash(deps.vault, unique(email));
  const id = async () => {
    const { declarationId } = await database.db
      .selectFrom("declarationContact")
      .select("declarationId")
      .where("emailHash", "=", emailHash(people.email1))
      .executeTakeFirstOrThrow();
    return declarationId;
  };
  return {
    deps,
    context,
    save,
    mails,
    id,
    send: () => sendDeclaration(deps, context()),
    state: async () => (await findDeclaration(database.db, await id()))?.state,
    consents: () =>
      database.db.selectFrom("consent").selectAll().where("emailHash", "=", emailHash(people.email1)).execute(),
    /** Sends a whole one; the tokens of its two contacts, first and second. */
    sent: async (more: Record<string, string> = {}): Promise<[string, string]> => {
      const typed: Record<string, string>[] = [
        { ...where, ...more, step: "1" },
        { ...about, ...more, step: "2" },
        { ...people, ...more, step: "3" },
        { step: "4", agreed: "on" },
      ];
      for (const step of typed) await save(step);
      await sendDeclaration(deps, context());
      const sent = await mails("declaration-confirm");
      const tokenOf = (email: string) =>
        sent
          .find(({ to }) => to === unique(email))
          ?.mail.path?.split("/")
          .at(-1) ?? "";
      return [tokenOf(more.email1 ?? people.email1), tokenOf(more.email2 ?? people.email2)];
    },
    advance: (ms: number) => {
      at += ms;
    },
  };
}
