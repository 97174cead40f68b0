import { z } from "zod";
import { coordinatorsOf } from "@/db/contact-message";
import { askedActive, lockSilent, markActing, markActive, markAsked } from "@/db/still-active";
import { slugSchema } from "@/domain/coalition/slug";
import { silence } from "@/domain/coalition/still-active";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { spokenDay } from "@/domain/kernel/spoken-date";
import { sameHash } from "@/server/crypto";
import type { Deps } from "@/server/deps";
import { enqueueMail } from "@/server/mail/enqueue";

const atOnce = 50;

/** Asks the coordinators of who did nothing for six months; how many coalitions were asked. Who acts again needs no answer. */
export async function askActive({ database, vault }: Pick<Deps, "database" | "vault">, now: Date): Promise<number> {
  await markActing(database.db, now);
  let asked = 0;
  for (;;) {
    const some = await database.db.transaction().execute(async (trx) => {
      const silent = await lockSilent(trx, new Date(now.getTime() - silence.askMs), atOnce);
      await markAsked(
        trx,
        silent.map(({ id }) => id),
        now,
      );
      for (const { id, name, slug } of silent)
        for (const { email, locale } of await coordinatorsOf(trx, id)) {
          const until = spokenDay(new Date(now.getTime() + silence.saidMs), locale);
          const path = `/declarer/active/${slug}/${activeToken(vault, id, now)}`;
          const mail = { template: "still-active" as const, path, values: { name, until } };
          await enqueueMail(trx, vault, { to: email, locale, mail }, now);
        }
      return silent.length;
    });
    asked += some;
    if (some < atOnce) return asked;
  }
}

/** Of the question, and of no other: an answered one leads nowhere any more. */
function activeToken(vault: Deps["vault"], coalitionId: string, askedAt: Date): string {
  return vault.mac("still-active", `${coalitionId} ${askedAt.toISOString()}`);
}

const answerSchema = z.object({ coalition: slugSchema, token: z.string().regex(/^[0-9a-f]{64}$/) });

/** Which coalition a mail asks about; reading it answers nothing. */
export async function activeQuestion(
  { database, vault }: Pick<Deps, "database" | "vault">,
  raw: { coalition?: unknown; token?: unknown },
): Promise<Result<{ id: string; name: string }>> {
  const parsed = answerSchema.safeParse(raw);
  const found = parsed.success ? await askedActive(database.db, parsed.data.coalition) : undefined;
  if (!parsed.success || !found?.askedActiveAt) return refuse("link_void");
  if (!sameHash(activeToken(vault, found.id, found.askedActiveAt), parsed.data.token)) return refuse("link_void");
  return ok({ id: found.id, name: found.name });
}

/** « Oui » : one press, without signing in. Whoever has the mail may say it. */
export async function answerActive(deps: Deps, raw: { coalition?: unknown; token?: unknown }): Promise<Result<null>> {
  const found = await activeQuestion(deps, raw);
  if (!found.ok) return found;
  await markActive(deps.database.db, found.value.id, deps.clock.now());
  return ok(null);
}
