import type { Trx } from "@/db/client";
import { countWrongCode, lockAddress, wrongCodesOn } from "@/db/code-failure";
import { addWrongCode, endSignIn, latestSignIn, spendSignInToken } from "@/db/sign-in";
import { wrongCodesPerDay, wrongCodesPerMail } from "@/domain/account/code";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { toWallClock } from "@/domain/kernel/wall-clock";
import { sameHash, sha256, type Vault } from "@/server/crypto";
import { codeHash, returnPathUse } from "./issue-sign-in";

/** Whose address is proved, where they wanted to go, and the language of the page where they asked. */
export type Proved = { email: string; returnPath: string; locale?: string };

/** The day on which wrong codes are counted, in Paris. */
export function countingDay(now: Date): string {
  return toWallClock(now).slice(0, 10);
}

/**
 * Spends the code that this browser asked for. A wrong one is counted: the caller commits the transaction whatever the
 * answer. Once the day's wrong codes of the address are used up, even the right one is not looked at.
 */
export async function spendCode(
  trx: Trx,
  vault: Vault,
  attempt: { browserHash: string; code: string },
  now: Date,
): Promise<Result<Proved>> {
  const seen = await latestSignIn(trx, attempt.browserHash);
  if (!seen) return refuse("code_void");
  await lockAddress(trx, seen.email);
  // Read again under the lock: another attempt may have used or voided it meanwhile.
  const asked = await latestSignIn(trx, attempt.browserHash);
  if (!asked || asked.email !== seen.email || asked.expires <= now) return refuse("code_void");
  const day = countingDay(now);
  if ((await wrongCodesOn(trx, asked.email, day)) >= wrongCodesPerDay) return refuse("code_locked");
  if (asked.wrongCodes >= wrongCodesPerMail) return refuse("code_void");
  if (!sameHash(asked.codeHash, codeHash(vault, attempt.browserHash, attempt.code))) {
    await addWrongCode(trx, asked.id);
    await countWrongCode(trx, asked.email, day);
    return refuse(asked.wrongCodes + 1 >= wrongCodesPerMail ? "code_void" : "code_wrong");
  }
  if (!(await endSignIn(trx, asked.id, now))) return refuse("code_void");
  return ok({ email: asked.email, returnPath: vault.open(returnPathUse, asked.returnPath), locale: asked.locale });
}

/** Spends the link of a mail, in whichever browser it is opened. */
export async function spendLink(trx: Trx, vault: Vault, token: string, now: Date): Promise<Result<Proved>> {
  const proved = await spendSignInToken(trx, sha256(token), now);
  return proved ? ok({ ...proved, returnPath: vault.open(returnPathUse, proved.returnPath) }) : refuse("link_void");
}
