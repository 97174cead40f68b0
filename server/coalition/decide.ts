import { z } from "zod";
import { ensureAccount } from "@/db/account";
import type { Trx } from "@/db/client";
import { findPublishedCoalition } from "@/db/coalition";
import { showContact } from "@/db/coalition-contact";
import { attachConsents, consentsOf } from "@/db/consent";
import { coordinatorsOf } from "@/db/contact-message";
import { recordDecision } from "@/db/decision";
import { contactsOf, type DeclarationRow, lockDeclaration, updateDeclaration } from "@/db/declaration";
import { ensureMembership, lockCoalition } from "@/db/membership";
import { notify } from "@/db/notify";
import { insertChannels, insertPublished } from "@/db/publish";
import { transact } from "@/db/transact";
import { declarationTimes, fullName, readAbout, shownFields, slugOf } from "@/domain/coalition/declaration";
import { forecastWords } from "@/domain/coalition/forecast";
import { slugSchema } from "@/domain/coalition/slug";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { typedLines } from "@/domain/kernel/typed-text";
import type { Deps } from "@/server/deps";
import { enqueueMail } from "@/server/mail/enqueue";
import { shownContact } from "./declaration-contact";
import { contactToken, openDraft, openPerson, whereOf } from "./declaration-content";
import { insertInvitationTo } from "./invite";
import { nationalId } from "./moderation";

export const verdicts = ["publish", "ask", "refuse", "merge"] as const;
const decisionSchema = z.object({
  id: z.uuid(),
  verdict: z.enum(verdicts, { error: "verdict" }),
  // A proposed letter leaves a gap where only its writer knows what to say.
  message: typedLines({ least: 3, most: 2000 }, "message").refine((text) => !text.includes("[…]"), { error: "gap" }),
  /** The slug of the coalition that it joins. */
  into: z.string().optional(),
});
export type Decided = { verdict: (typeof verdicts)[number]; slug: string | null };

/**
 * One decision about one declaration, in one transaction under its lock: state, what it makes, the mails, the record of it.
 * Of two moderators at once, the first decides; the other is told `decided_meanwhile`.
 */
export async function decide(
  deps: Deps,
  actor: Actor,
  raw: Record<string, unknown>,
  /** A test that shows why it is needed passes one that does not lock. */
  lock: typeof lockDeclaration = lockDeclaration,
): Promise<Result<Decided>> {
  const accountId = nationalId(actor);
  if (!accountId) return refuse("not_found");
  const parsed = decisionSchema.safeParse(raw);
  if (!parsed.success) {
    const fields = Object.fromEntries(parsed.error.issues.map(({ path, message }) => [String(path[0]), message]));
    return fields.id ? refuse("not_found") : refuse("invalid", fields);
  }
  const { id, verdict, message, into } = parsed.data;
  return transact(deps.database.db, async (trx) => {
    const row = await lock(trx, id);
    if (!row || row.state === "draft" || row.state === "to_confirm") return refuse("not_found");
    if (row.state !== "received") return refuse("decided_meanwhile");
    const now = deps.clock.now();
    const done = await acts[verdict](deps, trx, row, { message, into, now, accountId });
    if (!done.ok) return done;
    const coalition = done.value;
    await recordDecision(trx, {
      accountId,
      act: past[verdict],
      subject: row.name,
      reason: message,
      declarationId: row.id,
      coalitionId: coalition?.id ?? null,
      at: now,
    });
    return ok({ verdict, slug: coalition?.slug ?? null });
  });
}

const past = { publish: "published", ask: "asked_back", refuse: "refused", merge: "merged" } as const;
type Made = { id: string; slug: string } | null;
type Wanted = { message: string; into: string | undefined; now: Date; accountId: string };
type Do = (deps: Deps, trx: Trx, row: DeclarationRow, wanted: Wanted) => Promise<Result<Made>>;

const acts: Record<(typeof verdicts)[number], Do> = { publish, ask: askBack, refuse: turnDown, merge };

async function publish(deps: Deps, trx: Trx, row: DeclarationRow, { message, now }: Wanted): Promise<Result<Made>> {
  const draft = openDraft(deps.vault, row.content);
  const [where, about] = [whereOf(draft), readAbout(draft)];
  if (!where.ok || !about.ok) return refuse("not_found");
  const plain = slugOf(where.value.name);
  const slugs = [plain, `${plain}-${where.value.departement.toLowerCase()}`];
  for (let n = 2; n < 20; n += 1) slugs.push(`${plain}-${n}`);
  const coalition = await insertPublished(
    trx,
    slugs.filter((slug) => slugSchema.safeParse(slug).success),
    {
      ...where.value,
      name: fullName(where.value.name),
      description: about.value.words,
      forecast: forecastWords(about.value.actions, row.locale),
      organisations: about.value.organisations,
    },
    now,
  );
  if (!coalition) return refuse("invalid", { verdict: "name" });
  await insertChannels(trx, coalition.id, about.value.channels);
  await attachConsents(trx, row.id, coalition.id);
  for (const contact of await contactsOf(trx, row.id)) {
    const agreed = await consentsOf(trx, contact);
    const shows = shownFields.filter((field) => agreed.includes(field));
    const shown = shownContact(openPerson(deps.vault, contact), shows);
    await showContact(trx, { coalitionId: coalition.id, emailHash: contact.emailHash }, shown, now);
  }
  await giveRoles(deps, trx, row, coalition.id);
  await updateDeclaration(trx, row.id, {
    state: "published",
    content: null,
    coalitionId: coalition.id,
    decidedAt: now,
  });
  await tell(deps, trx, row, "declaration-published", `/connexion?vers=/espace/${coalition.slug}`, message, now);
  return ok(coalition);
}

async function askBack(deps: Deps, trx: Trx, row: DeclarationRow, { message, now }: Wanted): Promise<Result<Made>> {
  const expiresAt = new Date(now.getTime() + declarationTimes.draftMs);
  await updateDeclaration(trx, row.id, { state: "asked_back", expiresAt, decidedAt: now });
  await tell(deps, trx, row, "declaration-asked", null, message, now);
  return ok(null);
}

async function turnDown(deps: Deps, trx: Trx, row: DeclarationRow, { message, now }: Wanted): Promise<Result<Made>> {
  const expiresAt = new Date(now.getTime() + declarationTimes.draftMs);
  await updateDeclaration(trx, row.id, { state: "refused", expiresAt, decidedAt: now });
  await tell(deps, trx, row, "declaration-refused", null, message, now);
  return ok(null);
}

/** The two contacts are invited to the coalition, each in their letter; its coordinators are told, without a name. */
async function merge({ vault }: Deps, trx: Trx, row: DeclarationRow, wanted: Wanted): Promise<Result<Made>> {
  const { message, into, now, accountId } = wanted;
  const target = slugSchema.safeParse(into).success ? await findPublishedCoalition(trx, into ?? "") : undefined;
  if (target) await lockCoalition(trx, target.id);
  // As it is under the lock: its coordinators may have archived it a moment ago.
  if (!target || !(await findPublishedCoalition(trx, target.slug))) return refuse("invalid", { into: "into" });
  await updateDeclaration(trx, row.id, { state: "merged", content: null, coalitionId: target.id, decidedAt: now });
  for (const contact of await contactsOf(trx, row.id)) {
    const { email } = openPerson(vault, contact);
    const invitation = { coalitionId: target.id, email, role: "participant" as const, accountId, now };
    const path = await insertInvitationTo(vault, trx, invitation);
    const mail = { template: "declaration-merged" as const, path, values: { name: fullName(row.name), message } };
    await enqueueMail(trx, vault, { to: email, locale: row.locale, mail }, now);
  }
  for (const { email, locale } of await coordinatorsOf(trx, target.id)) {
    const path = `/connexion?vers=/espace/${target.slug}`;
    const mail = { template: "people-proposed" as const, path, values: { name: target.name } };
    await enqueueMail(trx, vault, { to: email, locale, mail }, now);
  }
  return ok({ id: target.id, slug: target.slug });
}

/** An account for each contact, made as signing in does, and the role of a coordinator. */
async function giveRoles({ vault }: Deps, trx: Trx, row: DeclarationRow, coalitionId: string): Promise<void> {
  for (const contact of await contactsOf(trx, row.id)) {
    const { email, firstName } = openPerson(vault, contact);
    const account = await ensureAccount(trx, email);
    const member = { coalitionId, accountId: account.id, name: account.name || firstName };
    await ensureMembership(trx, { ...member, role: "coordinator" });
    await notify(trx, { kind: "access", accountId: account.id, coalitionId });
  }
}

/** What the moderator wrote, to both contacts; without another `path` it leads to the page of each. */
async function tell(
  { vault }: Deps,
  trx: Trx,
  row: DeclarationRow,
  template: "declaration-published" | "declaration-asked" | "declaration-refused",
  path: string | null,
  message: string,
  now: Date,
): Promise<void> {
  for (const contact of await contactsOf(trx, row.id)) {
    const own = `/declarer/contact/${contactToken(vault, contact.id).token}`;
    const mail = { template, path: path ?? own, values: { name: fullName(row.name), message } };
    await enqueueMail(trx, vault, { to: openPerson(vault, contact).email, locale: row.locale, mail }, now);
  }
}
