import { z } from "zod";
import { findPublishedCoalition } from "@/db/coalition";
import { recordDecision } from "@/db/decision";
import { lockCoalition } from "@/db/membership";
import { closeReport, countReports, insertReport } from "@/db/queue";
import { transact } from "@/db/transact";
import { emailSchema } from "@/domain/account/email";
import { slugSchema } from "@/domain/coalition/slug";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { typedLines } from "@/domain/kernel/typed-text";
import type { Deps } from "@/server/deps";
import { enqueueMail, recipientHash } from "@/server/mail/enqueue";
import { networkHash } from "@/server/mail/network";
import { nationalId } from "./moderation";
import { tellNational } from "./tell-received";

const hourMs = 3_600_000;
export const reportLimits = { reason: 1000, perNetwork: 5, perCoalition: 30 } as const;
const purpose = "report";
const reportSchema = z.object({
  coalition: slugSchema,
  reason: typedLines({ least: 3, most: reportLimits.reason }, "reason"),
  email: z.preprocess((value) => (value === "" ? undefined : value), emailSchema.optional()),
});

/** Somebody says that a page is wrong. Five an hour from a network, thirty a day about a coalition. */
export async function reportCoalition(
  deps: Deps,
  raw: Record<string, unknown>,
  context: { network: string | null; locale: string },
): Promise<Result<null>> {
  const parsed = reportSchema.safeParse(raw);
  if (!parsed.success) {
    const fields = Object.fromEntries(parsed.error.issues.map(({ path, message }) => [String(path[0]), message]));
    return fields.coalition ? refuse("not_found") : refuse("invalid", fields);
  }
  const { db } = deps.database;
  const { coalition: slug, reason, email } = parsed.data;
  const coalition = await findPublishedCoalition(db, slug);
  if (!coalition) return refuse("not_found");
  const network = networkHash(deps.vault, context.network);
  return transact(db, async (trx) => {
    await lockCoalition(trx, coalition.id);
    const now = deps.clock.now();
    const since = (ms: number) =>
      countReports(trx, { coalitionId: coalition.id, networkHash: network }, new Date(now.getTime() - ms));
    if (network !== null && (await since(hourMs)).network >= reportLimits.perNetwork) return refuse("too_many");
    if ((await since(24 * hourMs)).coalition >= reportLimits.perCoalition) return refuse("too_many");
    await insertReport(trx, {
      coalitionId: coalition.id,
      reason,
      email: email === undefined ? null : deps.vault.seal(purpose, email),
      emailHash: email === undefined ? null : recipientHash(deps.vault, email),
      locale: context.locale,
      networkHash: network,
      createdAt: now,
    });
    await tellNational(deps, trx, now);
    return ok(null);
  });
}

const answerSchema = z.object({ id: z.uuid(), message: typedLines({ least: 3, most: 2000 }, "message") });

/** A report is done with: written down, and answered where an address was left. */
export async function answerReport(deps: Deps, actor: Actor, raw: Record<string, unknown>): Promise<Result<null>> {
  const accountId = nationalId(actor);
  if (!accountId) return refuse("not_found");
  const parsed = answerSchema.safeParse(raw);
  if (!parsed.success)
    return parsed.error.issues.some(({ path }) => path[0] === "id")
      ? refuse("not_found")
      : refuse("invalid", { message: "message" });
  const { id, message } = parsed.data;
  return transact(deps.database.db, async (trx) => {
    const now = deps.clock.now();
    const closed = await closeReport(trx, id, now);
    if (!closed) return refuse("decided_meanwhile");
    const { name, slug, coalitionId, locale } = closed;
    await recordDecision(trx, {
      accountId,
      act: "report_closed",
      subject: name,
      reason: message,
      coalitionId,
      at: now,
    });
    if (closed.email) {
      const mail = { template: "report-answered" as const, path: `/${slug}`, values: { name, message } };
      await enqueueMail(trx, deps.vault, { to: deps.vault.open(purpose, closed.email), locale, mail }, now);
    }
    return ok(null);
  });
}
