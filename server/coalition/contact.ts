import type { Trx } from "@/db/client";
import { findPublishedCoalition } from "@/db/coalition";
import { lockAddress } from "@/db/code-failure";
import {
  coordinatorsOf,
  countMessages,
  deleteMessagesBefore,
  forgetContent,
  insertMessage,
  spendProof,
  waitingMessage,
} from "@/db/contact-message";
import { lockNetwork } from "@/db/signup-link";
import { transact } from "@/db/transact";
import { type ContactMessage, contactRates, contactSchema, contactTiming } from "@/domain/coalition/contact";
import { slugSchema } from "@/domain/coalition/slug";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { randomToken, sha256 } from "@/server/crypto";
import type { Deps } from "@/server/deps";
import { askedMailsLeft, enqueueMail, networkMayAsk, recipientHash } from "@/server/mail/enqueue";
import { networkHash } from "@/server/mail/network";
import { checkProof, makeChallenge } from "./proof-of-work";

const hourMs = 60 * 60_000;
type Context = { network: string | null; locale: string };
/** It is on its way; or it waits until its sender has opened the link of a mail. */
export type Written = "sent" | "to_confirm";

/** Work for the browser of somebody who begins to write. */
export async function contactChallenge({ database: { db }, vault, clock }: Deps, slug: string) {
  const known = slugSchema.safeParse(slug).success && (await findPublishedCoalition(db, slug));
  return known ? ok(await makeChallenge(vault, slug, clock.now())) : refuse("not_found");
}

/**
 * A message of the public to a coalition's coordinators, whose addresses stay hidden. With a proof of work it leaves at
 * once; without one, after its sender has confirmed by mail. Who fills in the field that no eye sees is told that all
 * went well, and nothing leaves.
 */
export async function writeToCoalition(
  deps: Deps,
  raw: Record<string, unknown>,
  context: Context,
): Promise<Result<Written>> {
  const { vault, clock } = deps;
  const { db } = deps.database;
  const slug = slugSchema.safeParse(raw.coalition);
  const coalition = slug.success ? await findPublishedCoalition(db, slug.data) : undefined;
  if (!coalition) return refuse("not_found");
  const message = contactSchema.safeParse(raw);
  if (!message.success)
    return refuse("invalid", Object.fromEntries(message.error.issues.map(({ path, message: key }) => [path[0], key])));
  if (typeof raw.site === "string" && raw.site !== "") return ok("sent");
  const now = clock.now();
  const proof = await checkProof(vault, coalition.slug, raw.altcha, now);
  const network = networkHash(vault, context.network);
  const { email } = message.data;
  const emailHash = recipientHash(vault, email);
  return transact(db, async (trx) => {
    await lockAddress(trx, email);
    if (network) await lockNetwork(trx, network);
    const count = await countMessages(
      trx,
      { coalitionId: coalition.id, emailHash, networkHash: network },
      { hour: new Date(now.getTime() - hourMs), day: new Date(now.getTime() - 24 * hourMs) },
    );
    if (
      count.network >= contactRates.networkHour ||
      count.email >= contactRates.emailDay ||
      count.coalition >= contactRates.coalitionDay
    )
      return refuse("too_many");
    const row = { coalitionId: coalition.id, emailHash, networkHash: network, createdAt: now };
    if (proof && (await spendProof(trx, proof.hash, proof.expiresAt))) {
      await insertMessage(trx, { ...row, content: null, tokenHash: null });
      return send(deps, trx, coalition, message.data, false);
    }
    if ((await askedMailsLeft(trx, vault, email, now)) === 0 || !(await networkMayAsk(trx, vault, network, email, now)))
      return refuse("too_many");
    const token = randomToken();
    const content = vault.seal("contact-message", JSON.stringify(message.data));
    await insertMessage(trx, { ...row, content, tokenHash: sha256(token) });
    const mail = {
      template: "contact-confirm" as const,
      path: `/message/${token}`,
      values: { coalition: coalition.name },
      validUntil: new Date(now.getTime() + contactTiming.confirmMs).toISOString(),
    };
    await enqueueMail(trx, vault, { to: email, locale: context.locale, mail, network }, now);
    return ok("to_confirm");
  });
}

/** To each coordinator a mail of their own, which is answered to whoever wrote. */
async function send(
  { vault, clock }: Deps,
  trx: Trx,
  coalition: { id: string; name: string },
  { name, email, message }: ContactMessage,
  verified: boolean,
): Promise<Result<Written>> {
  const coordinators = await coordinatorsOf(trx, coalition.id);
  if (coordinators.length === 0) return refuse("not_found");
  const mail = {
    template: "contact-message" as const,
    replyTo: email,
    values: {
      name,
      email,
      message,
      coalition: coalition.name,
      verified: verified ? ("yes" as const) : ("no" as const),
    },
  };
  for (const { email: to, locale } of coordinators)
    await enqueueMail(trx, vault, { to, locale, mail, about: [email] }, clock.now());
  return ok("sent");
}

/** What waits behind a link; null when it was sent, is too old or was never there. Reading it changes nothing. */
export async function waitingContact(
  { database: { db }, vault, clock }: Deps,
  token: string,
): Promise<{ coalition: { slug: string; name: string }; message: string } | null> {
  const row = await waitingMessage(db, sha256(token), new Date(clock.now().getTime() - contactTiming.confirmMs));
  if (!row?.content) return null;
  const { message } = contactSchema.parse(JSON.parse(vault.open("contact-message", row.content)));
  return { coalition: { slug: row.slug, name: row.name }, message };
}

/** Sends what waits behind a link, once. */
export async function confirmContact(deps: Deps, raw: { token?: unknown }): Promise<Result<Written>> {
  const { clock, vault } = deps;
  const token = typeof raw.token === "string" ? raw.token : "";
  return transact(deps.database.db, async (trx) => {
    const since = new Date(clock.now().getTime() - contactTiming.confirmMs);
    const row = await waitingMessage(trx, sha256(token), since, true);
    if (!row?.content) return refuse("link_void");
    const message = contactSchema.parse(JSON.parse(vault.open("contact-message", row.content)));
    await forgetContent(trx, row.id);
    return send(deps, trx, { id: row.coalitionId, name: row.name }, message, true);
  });
}

/** After a day nothing is left of a message, not even that there was one. */
export async function forgetContacts(db: Deps["database"]["db"], now: Date): Promise<number> {
  return deleteMessagesBefore(db, new Date(now.getTime() - contactTiming.confirmMs), now);
}
