import { z } from "zod";
import type { Db, Trx } from "@/db/client";
import { coalitionName, showContact } from "@/db/coalition-contact";
import { consentsOf, setConsents } from "@/db/consent";
import { lastWords } from "@/db/decision";
import {
  type ContactRow,
  contactOfToken,
  contactsOf,
  type DeclarationRow,
  deleteContact,
  findDeclaration,
  lockDeclaration,
  updateContact,
  updateDeclaration,
} from "@/db/declaration";
import { transact } from "@/db/transact";
import {
  consentVersion,
  type DeclarationState,
  declarationTimes,
  fullName,
  type Person,
  type ShownField,
  shownFields,
  shownName,
  stepFields,
} from "@/domain/coalition/declaration";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { isSecure } from "@/server/account/auth";
import { type CookieToSet, cookieUntil, declarationCookieName } from "@/server/account/cookies";
import { randomToken, sha256 } from "@/server/crypto";
import type { Deps } from "@/server/deps";
import { enqueueMail } from "@/server/mail/enqueue";
import { contactToken, openDraft, openPerson, sealDraft } from "./declaration-content";
import { tellReceived } from "./tell-received";

const tokenSchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const showsSchema = z.preprocess((value) => [value].flat().filter(Boolean), z.array(z.enum(shownFields)).max(9));

export type ContactPage = {
  person: Person;
  /** What they have agreed to show. */
  shows: ShownField[];
  confirmed: boolean;
  state: DeclarationState;
  name: string;
  town: string;
  expiresAt: Date | null;
  /** What the national coordination asks, or why it refused. */
  words: string | null;
  coalition: { name: string; slug: string } | null;
};

/** What a contact sees behind the link of their mail: what is asked of them, and what is shown of them. */
export async function contactPage(deps: Deps, token: string): Promise<Result<ContactPage>> {
  const { db } = deps.database;
  const contact = tokenSchema.safeParse(token).success ? await contactOfToken(db, sha256(token)) : undefined;
  const row = contact && (await findDeclaration(db, contact.declarationId));
  if (!contact || !row || (row.expiresAt && row.expiresAt <= deps.clock.now())) return refuse("link_void");
  return ok({
    person: openPerson(deps.vault, contact),
    shows: asShown(await consentsOf(db, contact)),
    confirmed: contact.confirmedAt !== null,
    state: row.state,
    name: fullName(row.name),
    town: row.town,
    expiresAt: row.expiresAt,
    words: await wordsTo(db, row),
    coalition: (row.coalitionId && (await coalitionName(db, row.coalitionId))) || null,
  });
}

/** What the national coordination wrote, where it asks or refused. */
export async function wordsTo(db: Db, { id, state }: Pick<DeclarationRow, "id" | "state">): Promise<string | null> {
  return state === "asked_back" || state === "refused" ? ((await lastWords(db, id, state)) ?? null) : null;
}

const asShown = (fields: readonly string[]) => shownFields.filter((field) => fields.includes(field));

/**
 * A contact says yes, and what everybody may read of them; later, what they change about that. When both have said yes,
 * the national coordination has it. Pressed twice it is the same.
 */
export async function confirmContact(
  deps: Deps,
  raw: { token?: unknown; shows?: unknown },
  /** A test that shows why it is needed passes one that does not lock. */
  lock: typeof lockDeclaration = lockDeclaration,
): Promise<Result<null>> {
  const shows = showsSchema.safeParse(raw.shows);
  if (!shows.success) return refuse("invalid", { shows: "shows" });
  return withContact(deps, raw.token, lock, async (trx, row, contact, now) => {
    await setConsents(
      trx,
      { emailHash: contact.emailHash, declarationId: row.id, coalitionId: row.coalitionId },
      shows.data,
      consentVersion,
      now,
    );
    if (row.state === "published" && row.coalitionId)
      await showContact(
        trx,
        { coalitionId: row.coalitionId, emailHash: contact.emailHash },
        shownContact(openPerson(deps.vault, contact), shows.data),
        now,
      );
    if (contact.confirmedAt) return ok(null);
    await updateContact(trx, contact.id, { confirmedAt: now });
    const contacts = await contactsOf(trx, row.id);
    const all = contacts.length === 2 && contacts.every(({ confirmedAt }) => confirmedAt !== null);
    if (row.state === "to_confirm" && all) await tellReceived(deps, trx, row, contacts, now);
    return ok(null);
  });
}

/** What stands on the public page of a person; null where they agreed to nothing. */
export function shownContact(person: Person, shows: readonly ShownField[]) {
  if (shows.length === 0) return null;
  const name = shownName(person, shows);
  return {
    role: name || person.organisation || "Contact",
    organisation: name === "" ? null : person.organisation || null,
    email: shows.includes("email") ? person.email : null,
  };
}

/**
 * « Ce n'est pas moi »: all that was written about them is erased at once. The other contact is told, and may name somebody
 * else. Once it is published or joined another one, it takes them from the page.
 */
export async function declineContact(deps: Deps, raw: { token?: unknown }): Promise<Result<null>> {
  return withContact(deps, raw.token, lockDeclaration, async (trx, row, contact, now) => {
    const whose = { emailHash: contact.emailHash, declarationId: row.id, coalitionId: row.coalitionId };
    await setConsents(trx, whose, [], consentVersion, now);
    if (row.coalitionId)
      await showContact(trx, { coalitionId: row.coalitionId, emailHash: contact.emailHash }, null, now);
    await deleteContact(trx, contact.id);
    if (row.content === null) return ok(null);
    const position = String(contact.position);
    const draft = Object.fromEntries(
      Object.entries(openDraft(deps.vault, row.content)).filter(
        ([field]) => field !== "agreed" && !(stepFields[3].includes(field) && field.endsWith(position)),
      ),
    );
    const expiresAt = new Date(now.getTime() + declarationTimes.draftMs);
    const content = sealDraft(deps.vault, draft);
    if (row.state === "refused") {
      await updateDeclaration(trx, row.id, { content });
      return ok(null);
    }
    await updateDeclaration(trx, row.id, { content, state: "draft", receivedAt: null, expiresAt });
    for (const other of await contactsOf(trx, row.id)) {
      const path = `/declarer/contact/${contactToken(deps.vault, other.id).token}`;
      const mail = { template: "declaration-declined" as const, path, values: { name: fullName(row.name) } };
      await enqueueMail(trx, deps.vault, { to: openPerson(deps.vault, other).email, locale: row.locale, mail }, now);
    }
    return ok(null);
  });
}

/** A contact takes the draft up again, in this browser: after a question, or when the other one has declined. */
export async function reopenDeclaration(deps: Deps, raw: { token?: unknown }): Promise<Result<CookieToSet[]>> {
  return withContact(deps, raw.token, lockDeclaration, async (trx, row, _contact, now) => {
    if (row.state !== "asked_back" && row.state !== "draft") return refuse("declaration_sent");
    const key = randomToken();
    const secure = isSecure(deps.origin);
    await updateDeclaration(trx, row.id, { keyHash: sha256(key) });
    const until = row.expiresAt ?? new Date(now.getTime() + declarationTimes.draftMs);
    return ok([cookieUntil(declarationCookieName(secure), key, secure, until)]);
  });
}

/** Locks the declaration first, then reads the contact again: another act may have passed meanwhile. */
async function withContact<T>(
  deps: Deps,
  token: unknown,
  lock: typeof lockDeclaration,
  act: (trx: Trx, row: DeclarationRow, contact: ContactRow, now: Date) => Promise<Result<T>>,
): Promise<Result<T>> {
  const { db } = deps.database;
  const parsed = tokenSchema.safeParse(token);
  const hash = parsed.success ? sha256(parsed.data) : null;
  const seen = hash && (await contactOfToken(db, hash));
  if (!hash || !seen) return refuse("link_void");
  return transact(db, async (trx) => {
    const row = await lock(trx, seen.declarationId);
    const contact = await contactOfToken(trx, hash);
    const now = deps.clock.now();
    if (!row || !contact || (row.expiresAt && row.expiresAt <= now)) return refuse("link_void");
    return act(trx, row, contact, now);
  });
}
