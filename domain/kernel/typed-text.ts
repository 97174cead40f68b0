import { z } from "zod";

type Length = { least?: number; most: number };

/**
 * One line of a form: spaces made one, none at the ends, nothing that no eye sees. `error` is what a refusal says of it, as
 * a key of the form's messages.
 */
export function typedLine({ least = 0, most }: Length, error: string) {
  return z
    .string({ error })
    .transform((text) => text.replace(/\s+/gu, " ").trim())
    .pipe(
      z
        .string()
        .min(least, { error })
        .max(most, { error })
        .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, { error }),
    );
}

/** Several lines of a form, each ended in one way. */
export function typedLines({ least = 0, most }: Length, error: string) {
  return z
    .string({ error })
    .transform((text) => text.replace(/\r\n?/g, "\n").trim())
    .pipe(
      z
        .string()
        .min(least, { error })
        .max(most, { error })
        // Postgres keeps no such sign.
        .refine((text) => !text.includes("\0"), { error }),
    );
}
