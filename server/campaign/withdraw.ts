import { z } from "zod";
import { bookedAhead, lockThings } from "@/db/archive";
import { findPublishedCoalition } from "@/db/coalition";
import { coordinatorsOf } from "@/db/contact-message";
import { recordDecision } from "@/db/decision";
import { lockCoalition } from "@/db/membership";
import { transact } from "@/db/transact";
import { slugSchema } from "@/domain/coalition/slug";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { typedLines } from "@/domain/kernel/typed-text";
import { reasonSchema } from "@/domain/signup/request";
import { putAwayNow, titlesAhead } from "@/server/coalition/archive";
import { nationalId } from "@/server/coalition/moderation";
import type { Deps } from "@/server/deps";
import { enqueueMail } from "@/server/mail/enqueue";
import { inDesk } from "@/server/signup/at-desk";
import { callOff } from "@/server/signup/cancel-thing";
import type { SignupDeps } from "@/server/signup/deps";

/** What a national coordinator reads before putting a published page away. */
export async function withdrawing(
  { database: { db }, clock }: Deps,
  actor: Actor,
  slug: string,
): Promise<Result<{ name: string; ahead: string[] }>> {
  const found = nationalId(actor) && slugSchema.safeParse(slug).success ? await findPublishedCoalition(db, slug) : null;
  if (!found) return refuse("not_found");
  return ok({ name: found.name, ahead: await titlesAhead(db, found.id, clock.now()) });
}

const withdrawSchema = z.object({
  coalition: slugSchema,
  message: typedLines({ least: 3, most: 2000 }, "message"),
  reason: reasonSchema.or(z.literal("")),
});

/**
 * A national coordinator puts a page away, as its coordinators can, with words that they receive and that are kept. They
 * can open it again, and so can the national coordination. What people have signed up for is called off, with the reason
 * that they are told: a page does not stay for having a booking.
 */
export async function withdraw(
  deps: Deps,
  signup: SignupDeps,
  actor: Actor,
  raw: Record<string, unknown>,
): Promise<Result<null>> {
  const accountId = nationalId(actor);
  if (!accountId) return refuse("not_found");
  const parsed = withdrawSchema.safeParse({ reason: "", ...raw });
  if (!parsed.success) {
    const wrong = new Set(parsed.error.issues.map(({ path }) => String(path[0])));
    if (wrong.has("coalition")) return refuse("not_found");
    return refuse("invalid", Object.fromEntries([...wrong].map((field) => [field, field])));
  }
  const { coalition: slug, message, reason } = parsed.data;
  return transact(deps.database.db, async (trx) => {
    const seen = await findPublishedCoalition(trx, slug);
    if (!seen) return refuse("not_found");
    await lockCoalition(trx, seen.id);
    if (!(await findPublishedCoalition(trx, slug))) return refuse("decided_meanwhile");
    const at = deps.clock.now();
    const { id: coalitionId, name } = seen;
    // They are told as those who coordinate it; a moment later nobody does.
    const coordinators = await coordinatorsOf(trx, coalitionId);
    await lockThings(trx, coalitionId);
    const ahead = await bookedAhead(trx, coalitionId, at);
    if (ahead.length > 0 && reason === "") return refuse("invalid", { reason: "reason" });
    for (const { key } of ahead)
      await inDesk(signup, trx, key, async (desk) => {
        const over = desk.thing.endsAt !== null && desk.thing.endsAt <= desk.now;
        return ok(over ? 0 : await callOff(desk, reason, { byKind: "organiser", accountId }));
      });
    const done = await putAwayNow(deps, trx, { id: coalitionId, slug, name });
    if (!done.ok) return done;
    await recordDecision(trx, { accountId, act: "archived", subject: name, reason: message, coalitionId, at });
    for (const { email: to, locale } of coordinators) {
      const mail = { template: "page-archived" as const, path: `/${slug}`, values: { name, message } };
      await enqueueMail(trx, deps.vault, { to, locale, mail }, at);
    }
    return ok(null);
  });
}
