import { z } from "zod";
import { emailSchema } from "@/domain/account/email";

/** How often somebody hears of a coalition: of each thing at once, once a day when there is something, or never. */
export const frequencies = ["now", "daily", "never"] as const;
export const frequencySchema = z.enum(frequencies);
export type Frequency = (typeof frequencies)[number];

const dayMs = 24 * 60 * 60_000;
/**
 * How long the link of the mail confirms, and after how long nothing is left of who did not, or of who followed a coalition
 * that is put away.
 */
export const followTiming = { confirmMs: 7 * dayMs, forgetMs: 14 * dayMs, archivedMs: 183 * dayMs } as const;
/** Of the sentence `follow.consent`. */
export const followConsentVersion = "2026-11";

/** Who wants to follow. The error is a key of `account.field.*`. */
export const followSchema = z.object({ email: emailSchema });

/** The page that confirms, and where one changes how often, or stops. */
export const followPath = (token: string): string => `/suivi/${token}`;
/** Where a mail program stops by itself (RFC 8058). */
export const oneClickPath = (token: string): string => `/api/suivi/${token}`;
/** The id of who follows, as a follower or as one of the coalition's people, and its signature. */
export const followTokenPattern = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-([0-9a-f]{32})$/;
