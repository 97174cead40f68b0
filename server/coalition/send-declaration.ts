import type { Trx } from "@/db/client";
import { lockAddress } from "@/db/code-failure";
import {
  type ContactRow,
  contactsOf,
  countDeclarationsFrom,
  type DeclarationRow,
  declarationOfKey,
  deleteContacts,
  insertContact,
  lockDeclaration,
  updateContact,
  updateDeclaration,
} from "@/db/declaration";
import { lockNetwork } from "@/db/signup-link";
import { transact } from "@/db/transact";
import {
  declarationTimes,
  fullName,
  type Person,
  positions,
  readAbout,
  readPeople,
  type Step,
} from "@/domain/coalition/declaration";
import { townBeside } from "@/domain/coalition/name";
import { newId } from "@/domain/kernel/ids";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { spokenDay } from "@/domain/kernel/spoken-date";
import { sha256 } from "@/server/crypto";
import type { Deps } from "@/server/deps";
import { askedMailsLeft, enqueueMail, networkMayAsk } from "@/server/mail/enqueue";
import { networkHash } from "@/server/mail/network";
import { contactHash, contactToken, openDraft, openPerson, sealPerson, whereOf } from "./declaration-content";
import { type DeclareContext, firstWrong, keyOf } from "./declare";
import { tellReceived } from "./tell-received";

const dayMs = 86_400_000;
const sentPerDay = 10;

/** Sends the draft of this browser to its two contacts, each of whom has to confirm. `step` is where it does not hold. */
export async function sendDeclaration(
  deps: Deps,
  context: DeclareContext,
): Promise<Result<null> | { ok: false; refusal: { code: "invalid"; step: Step } }> {
  const { vault, clock } = deps;
  const { db } = deps.database;
  const key = keyOf(deps, context.cookie);
  const found = key ? await declarationOfKey(db, sha256(key), clock.now()) : undefined;
  if (!found) return refuse("link_void");
  const network = networkHash(vault, context.network);
  return transact(db, async (trx) => {
    const row = await lockDeclaration(trx, found.id);
    if (!row) return refuse("link_void");
    // Sent twice is sent once.
    if (row.state !== "draft" && row.state !== "asked_back") return ok(null);
    const now = clock.now();
    const draft = openDraft(vault, row.content);
    const [where, about, people] = [whereOf(draft), readAbout(draft), readPeople(draft)];
    if (!where.ok || !about.ok || !people.ok)
      return { ok: false as const, refusal: { code: "invalid" as const, step: firstWrong(draft) } };
    if (draft.agreed !== "on") return { ok: false as const, refusal: { code: "invalid" as const, step: 4 as const } };
    if (network) {
      await lockNetwork(trx, network);
      if ((await countDeclarationsFrom(trx, network, "sentAt", new Date(now.getTime() - dayMs))) >= sentPerDay)
        return refuse("too_many");
    }
    const { name, town, departement, latitude, longitude } = where.value;
    const expiresAt = new Date(now.getTime() + declarationTimes.draftMs);
    const values = { name, town, departement, latitude, longitude, expiresAt, sentAt: now, networkHash: network };
    const contacts = await contactsAsWritten(deps, trx, row, people.value, now);
    const waiting = contacts.filter(({ confirmedAt }) => confirmedAt === null);
    for (const contact of [...waiting].sort((a, b) => a.emailHash.localeCompare(b.emailHash)))
      if (!(await mayMail(deps, trx, openPerson(vault, contact).email, network, now))) return refuse("too_many");
    await deleteContacts(trx, row.id);
    for (const contact of contacts)
      await insertContact(trx, { ...contact, tokenHash: contactToken(vault, contact.id).tokenHash });
    await updateDeclaration(trx, row.id, { ...values, state: "to_confirm" });
    const sent = { ...row, ...values, state: "to_confirm" as const };
    for (const contact of waiting) await mailContact(deps, trx, sent, contact, network, now);
    if (waiting.length === 0) await tellReceived(deps, trx, sent, contacts, now);
    return ok(null);
  });
}

/** Each contact as they now stand in the draft; who had confirmed before with the same address still has. */
async function contactsAsWritten(
  { vault }: Deps,
  trx: Trx,
  row: DeclarationRow,
  people: readonly [Person, Person],
  now: Date,
): Promise<ContactRow[]> {
  const before = await contactsOf(trx, row.id);
  return people.map((person, index) => {
    const emailHash = contactHash(vault, person.email);
    const known = before.find((contact) => contact.emailHash === emailHash);
    return {
      id: known?.id ?? newId(),
      declarationId: row.id,
      position: positions[index] ?? 1,
      emailHash,
      person: sealPerson(vault, person),
      mailedAt: known?.mailedAt ?? now,
      confirmedAt: known?.confirmedAt ?? null,
    };
  });
}

/** As for signing in: so many mails to an address, and to so many addresses from one network. */
async function mayMail({ vault }: Deps, trx: Trx, email: string, network: string | null, now: Date): Promise<boolean> {
  await lockAddress(trx, email);
  if ((await askedMailsLeft(trx, vault, email, now)) === 0) return false;
  return networkMayAsk(trx, vault, network, email, now);
}

async function mailContact(
  { vault }: Deps,
  trx: Trx,
  row: DeclarationRow,
  contact: ContactRow,
  network: string | null,
  now: Date,
): Promise<void> {
  const { email, firstName } = openPerson(vault, contact);
  const until = row.expiresAt ?? now;
  const name = fullName(row.name);
  await enqueueMail(
    trx,
    vault,
    {
      to: email,
      locale: row.locale,
      network,
      mail: {
        template: "declaration-confirm",
        path: `/declarer/contact/${contactToken(vault, contact.id).token}`,
        values: { firstName, name, town: townBeside(name, row.town), until: spokenDay(until, row.locale) },
        validUntil: until.toISOString(),
      },
    },
    now,
  );
  await updateContact(trx, contact.id, { mailedAt: now });
}

/** Writes again to whoever has not confirmed yet. */
export async function resendConfirmations(deps: Deps, context: DeclareContext): Promise<Result<null>> {
  const { clock, vault } = deps;
  const { db } = deps.database;
  const key = keyOf(deps, context.cookie);
  const found = key ? await declarationOfKey(db, sha256(key), clock.now()) : undefined;
  if (!found) return refuse("link_void");
  const network = networkHash(vault, context.network);
  return transact(db, async (trx) => {
    const row = await lockDeclaration(trx, found.id);
    if (row?.state !== "to_confirm") return ok(null);
    const now = clock.now();
    if (network) await lockNetwork(trx, network);
    const waiting = (await contactsOf(trx, row.id)).filter(
      ({ confirmedAt, mailedAt }) =>
        confirmedAt === null && mailedAt.getTime() + declarationTimes.resendMs <= now.getTime(),
    );
    for (const contact of waiting.sort((a, b) => a.emailHash.localeCompare(b.emailHash))) {
      if (!(await mayMail(deps, trx, openPerson(vault, contact).email, network, now))) return refuse("too_many");
      await mailContact(deps, trx, row, contact, network, now);
    }
    return ok(null);
  });
}
