import { randomInt } from "node:crypto";
import { type Challenge, createChallenge, verifySolution } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/pbkdf2";
import { z } from "zod";
import { contactTiming } from "@/domain/coalition/contact";
import { sha256, type Vault } from "@/server/crypto";

/** About a second on an old telephone: so many keys are derived until the one that was asked for. */
const tries = { least: 120, most: 240 } as const;
const cost = 2500;
const secretOf = (vault: Vault) => vault.mac("proof-of-work", "signature");

const payloadSchema = z.object({
  challenge: z.object({
    parameters: z.object({
      algorithm: z.literal("PBKDF2/SHA-256"),
      nonce: z.string().max(64),
      salt: z.string().max(64),
      cost: z.literal(cost),
      keyLength: z.literal(32),
      keyPrefix: z.string().max(64),
      expiresAt: z.int(),
      data: z.object({ coalition: z.string().max(60) }),
    }),
    signature: z.string().max(128),
  }),
  solution: z.object({ counter: z.int().min(0).max(100_000), derivedKey: z.string().max(128) }),
});

/** Work for the browser of somebody who writes to this coalition. Nothing is kept of it here: its signature is ours. */
export async function makeChallenge(vault: Vault, slug: string, now: Date): Promise<Challenge> {
  return createChallenge({
    algorithm: "PBKDF2/SHA-256",
    cost,
    counter: randomInt(tries.least, tries.most),
    data: { coalition: slug },
    deriveKey,
    expiresAt: new Date(now.getTime() + contactTiming.proofMs),
    hmacSignatureSecret: secretOf(vault),
  });
}

/** What names a proof that was worked for, for this coalition, in time; null for anything else. It counts once. */
export async function checkProof(
  vault: Vault,
  slug: string,
  sent: unknown,
  now: Date,
): Promise<{ hash: string; expiresAt: Date } | null> {
  const payload = payloadSchema.safeParse(parsed(sent)).data;
  if (!payload || payload.challenge.parameters.data.coalition !== slug) return null;
  const { challenge, solution } = payload;
  const expiresAt = new Date(challenge.parameters.expiresAt * 1000);
  if (expiresAt <= now) return null;
  const { verified } = await verifySolution({ challenge, solution, deriveKey, hmacSignatureSecret: secretOf(vault) });
  return verified ? { hash: sha256(challenge.signature), expiresAt } : null;
}

function parsed(sent: unknown): unknown {
  if (typeof sent !== "string" || sent.length > 2000) return undefined;
  try {
    return JSON.parse(sent);
  } catch {
    return undefined;
  }
}
