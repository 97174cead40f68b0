import { z } from "zod";
import { accountNameSchema } from "@/domain/account/name";

/** How one takes part: at once; once a coordinator has agreed; when somebody of the coalition asks one to. */
export const joinModes = ["open", "request", "invitation"] as const;
export const joinModeSchema = z.enum(joinModes);
export type JoinMode = (typeof joinModes)[number];

/** What one says of oneself. Errors are keys of `join.field.*`. */
export const joinSchema = z.object({
  name: accountNameSchema.refine((name) => name !== "", { error: "name" }),
  words: z
    .string()
    .transform((text) => text.replace(/[^\P{Cc}\n]/gu, "").trim())
    .pipe(z.string().max(500, { error: "words" }))
    .catch("")
    .default(""),
});
