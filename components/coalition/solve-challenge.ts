import { type Challenge, solveChallenge } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/web/pbkdf2";

/** Does the work that the server asks of whoever writes, in this browser; null where it cannot be done here. */
export async function solvedChallenge(href: string): Promise<string | null> {
  // Browsers derive keys on pages that came safely, and on no others.
  if (typeof crypto.subtle === "undefined") return null;
  try {
    const answer = await fetch(href);
    if (!answer.ok) return null;
    const challenge: Challenge = await answer.json();
    const solution = await solveChallenge({ challenge, deriveKey, timeout: 60_000 });
    return solution && JSON.stringify({ challenge, solution });
  } catch {
    // The message then leaves by the way for those without JavaScript.
    return null;
  }
}
