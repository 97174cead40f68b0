import { nationalAccounts } from "@/db/account";
import type { Trx } from "@/db/client";
import { type ContactRow, countReceived, type DeclarationRow, updateDeclaration } from "@/db/declaration";
import { countMailsSince } from "@/db/outbox";
import { fullName } from "@/domain/coalition/declaration";
import type { Deps } from "@/server/deps";
import { enqueueMail, recipientHash } from "@/server/mail/enqueue";
import { contactToken, openPerson } from "./declaration-content";

const hourMs = 3_600_000;

/** Both have confirmed: it is in the queue of the national coordination, and everybody concerned is told. */
export async function tellReceived(
  deps: Deps,
  trx: Trx,
  row: DeclarationRow,
  contacts: readonly ContactRow[],
  now: Date,
): Promise<void> {
  await updateDeclaration(trx, row.id, { state: "received", receivedAt: now, expiresAt: null });
  for (const contact of contacts) {
    const { email } = openPerson(deps.vault, contact);
    const path = `/declarer/contact/${contactToken(deps.vault, contact.id).token}`;
    const values = { name: fullName(row.name) };
    await enqueueMail(
      trx,
      deps.vault,
      { to: email, locale: row.locale, mail: { template: "declaration-received", path, values } },
      now,
    );
  }
  await tellNational(deps, trx, now);
}

/** Something waits in the queue: one mail an hour says so at most, whatever comes in. */
export async function tellNational({ vault }: Pick<Deps, "vault">, trx: Trx, now: Date): Promise<void> {
  const count = await countReceived(trx);
  for (const { email, locale } of count > 0 ? await nationalAccounts(trx) : []) {
    const hash = recipientHash(vault, email);
    const since = new Date(now.getTime() - hourMs);
    if ((await countMailsSince(trx, hash, ["declaration-queue"], since)) > 0) continue;
    const mail = { template: "declaration-queue" as const, path: "/connexion?vers=/national", values: { count } };
    await enqueueMail(trx, vault, { to: email, locale, mail }, now);
  }
}
