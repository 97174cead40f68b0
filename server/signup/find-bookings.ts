import { lockAddress } from "@/db/code-failure";
import { holdsAddress } from "@/db/person";
import { insertLink, lockNetwork } from "@/db/signup-link";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { bookingPath } from "@/domain/signup/paths";
import { emailSchema } from "@/domain/signup/request";
import { listLinkUntil } from "@/domain/signup/timing";
import { randomToken, sha256 } from "@/server/crypto";
import { askedMailsLeft, enqueueMail, networkMayAsk } from "@/server/mail/enqueue";
import { networkHash } from "@/server/mail/network";
import { personOf } from "@/server/person-of";
import { asLocale, type RequestContext, type SignupDeps } from "./deps";

/** « Retrouver ma réservation »: a link to all that is held under an address; the same answer whether or not there is any. */
export async function findBookings(
  deps: SignupDeps,
  raw: { email?: unknown },
  context: RequestContext,
): Promise<Result<null>> {
  const email = emailSchema.safeParse(raw.email);
  if (!email.success) return refuse("invalid", { email: "email" });
  await deps.db.transaction().execute(async (trx) => {
    const network = networkHash(deps.vault, context.network);
    await lockAddress(trx, email.data);
    if (network) await lockNetwork(trx, network);
    const now = deps.clock.now();
    if ((await askedMailsLeft(trx, deps.vault, email.data, now)) === 0) return;
    if (!(await networkMayAsk(trx, deps.vault, network, email.data, now))) return;
    if (!(await holdsAddress(trx, personOf(deps.vault, { accountId: null, email: email.data })))) return;
    const token = randomToken();
    const expires = listLinkUntil(now);
    await insertLink(trx, { tokenHash: sha256(token), email: email.data, purpose: "list", expires });
    await enqueueMail(
      trx,
      deps.vault,
      {
        to: email.data,
        locale: asLocale(context.locale),
        network,
        mail: { template: "find-bookings", path: bookingPath(token), validUntil: expires.toISOString(), values: {} },
      },
      now,
    );
  });
  return ok(null);
}
