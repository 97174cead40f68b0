import { z } from "zod";
import { coalitionName } from "@/db/coalition-contact";
import {
  alikeCoalitions,
  contactsOf,
  countDeclarationsFrom,
  type DeclarationRow,
  declarationOfKey,
  deleteDeclaration,
  writeDraft,
} from "@/db/declaration";
import {
  type About,
  type Draft,
  declarationTimes,
  linesOf,
  type Person,
  readAbout,
  readPeople,
  type Step,
  stepFields,
  steps,
  type Where,
} from "@/domain/coalition/declaration";
import type { Place } from "@/domain/coalition/place";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { isSecure } from "@/server/account/auth";
import {
  type CookieToSet,
  clearedCookie,
  cookieUntil,
  cookieValue,
  declarationCookieName,
} from "@/server/account/cookies";
import { randomToken, sha256 } from "@/server/crypto";
import type { Deps } from "@/server/deps";
import { networkHash } from "@/server/mail/network";
import { wordsTo } from "./declaration-contact";
import { openDraft, placesOf, sealDraft, whereOf } from "./declaration-content";

export type DeclareContext = { cookie: string | null; network: string | null; locale: string };
export type Near = Awaited<ReturnType<typeof alikeCoalitions>>;
export type ShownDraft = {
  state: "draft";
  draft: Draft;
  /** To choose from. */
  communes: Place[];
  where: Result<Where>;
  about: Result<About>;
  people: Result<[Person, Person]>;
  /** Published ones so near, or so alike, that one may rather join them. */
  near: Near;
  /** Null until something was typed. */
  expiresAt: Date | null;
  /** What the national coordination asks, where it sent the declaration back. */
  question: string | null;
  /** One of the two people would rather not be a contact: another one is wanted. */
  declined: boolean;
};
export type ShownSent = {
  state: "sent";
  stage: "waiting" | "received" | "published" | "refused" | "merged";
  /** Why it was refused. */
  words: string | null;
  /** Its page, or that of the coalition that its contacts were invited to. */
  slug: string | null;
  expiresAt: Date | null;
  /** How many people have confirmed. */
  confirmed: number;
  maySendAgain: boolean;
};

const hourMs = 3_600_000;
const draftsPerHour = 40;
export const nearBesideKm = 30;
const nearAtMost = 3;
const longest = 2000;
const tokenSchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

export function keyOf(deps: Deps, cookie: string | null): string | undefined {
  return tokenSchema.safeParse(cookieValue(cookie, declarationCookieName(isSecure(deps.origin)))).data;
}

/** What this browser declares; an empty draft where it has none. Reading makes nothing. */
export async function readDeclaration(deps: Deps, cookie: string | null): Promise<ShownDraft | ShownSent> {
  const { db } = deps.database;
  const now = deps.clock.now();
  const key = keyOf(deps, cookie);
  const row = key ? await declarationOfKey(db, sha256(key), now) : undefined;
  if (row && isSent(row)) {
    const contacts = await contactsOf(db, row.id);
    const waiting = contacts.filter(({ confirmedAt }) => confirmedAt === null);
    return {
      state: "sent",
      stage: stageOf(row.state),
      words: await wordsTo(db, row),
      slug: (row.coalitionId && (await coalitionName(db, row.coalitionId))?.slug) || null,
      expiresAt: row.expiresAt,
      confirmed: contacts.length - waiting.length,
      maySendAgain:
        row.state === "to_confirm" &&
        waiting.some(({ mailedAt }) => mailedAt.getTime() + declarationTimes.resendMs <= now.getTime()),
    };
  }
  const draft = openDraft(deps.vault, row?.content ?? null);
  const where = whereOf(draft);
  return {
    state: "draft",
    draft,
    communes: placesOf(draft),
    where,
    about: readAbout(draft),
    people: readPeople(draft),
    near: where.ok ? await alikeCoalitions(db, where.value, nearBesideKm, nearAtMost) : [],
    expiresAt: row?.expiresAt ?? null,
    question: row ? await wordsTo(db, row) : null,
    declined: row?.state === "draft" && (await contactsOf(db, row.id)).length === 1,
  };
}

const stageOf = (state: DeclarationRow["state"]): ShownSent["stage"] =>
  state === "published" || state === "refused" || state === "merged" || state === "received" ? state : "waiting";

export function isSent({ state }: Pick<DeclarationRow, "state">): boolean {
  return state !== "draft" && state !== "asked_back";
}

const sentSchema = z.object({ step: z.coerce.number().pipe(z.literal([...steps])), go: z.string().optional() });

export type SavedStep = {
  cookies: CookieToSet[];
  /** Which step to show now, and whether what it holds is wrong. */
  step: Step;
  wrong: boolean;
};

/**
 * Keeps what was typed in one step, right or wrong. The page reads it from there: nothing typed is ever lost, with or
 * without JavaScript. `go` is the button: `add` and `remove:2` change the list of organisations and stay.
 */
export async function saveStep(
  deps: Deps,
  raw: Record<string, string>,
  context: DeclareContext,
): Promise<Result<SavedStep>> {
  const sent = sentSchema.safeParse(raw);
  if (!sent.success) return refuse("not_found");
  const { step, go = "" } = sent.data;
  const { vault, clock } = deps;
  const { db } = deps.database;
  const now = clock.now();
  const given = keyOf(deps, context.cookie);
  const row = given ? await declarationOfKey(db, sha256(given), now) : undefined;
  if (row && isSent(row)) return refuse("declaration_sent");
  const network = networkHash(vault, context.network);
  if (!row && network !== null) {
    const begun = await countDeclarationsFrom(db, network, "createdAt", new Date(now.getTime() - hourMs));
    if (begun >= draftsPerHour) return refuse("too_many");
  }
  const typed = Object.fromEntries(stepFields[step].map((field) => [field, (raw[field] ?? "").slice(0, longest)]));
  const draft = { ...openDraft(vault, row?.content ?? null), ...typed };
  const added = (draft.organisation ?? "").trim() !== "";
  if (step === 2) listOrganisations(draft, go);
  const expiresAt = new Date(now.getTime() + declarationTimes.draftMs);
  const key = row && given ? given : randomToken();
  const locale = context.locale === "en" ? "en" : "fr";
  await writeDraft(db, {
    keyHash: sha256(key),
    content: sealDraft(vault, draft),
    locale,
    networkHash: network,
    expiresAt,
    now,
  });
  const secure = isSecure(deps.origin);
  const cookies = [cookieUntil(declarationCookieName(secure), key, secure, expiresAt)];
  if (go.startsWith("remove:") || (go === "add" && added)) return ok({ cookies, step, wrong: false });
  const first = firstWrong(draft);
  if (first <= step) return ok({ cookies, step: first, wrong: true });
  return ok({ cookies, step: Math.min(step + 1, 4) as Step, wrong: false });
}

/** The first step that does not hold; 4 where all do. */
export function firstWrong(draft: Draft): Step {
  if (!whereOf(draft).ok) return 1;
  if (!readAbout(draft).ok) return 2;
  return readPeople(draft).ok ? 4 : 3;
}

function listOrganisations(draft: Draft, go: string): void {
  const names = linesOf(`${draft.organisations ?? ""}\n${draft.organisation ?? ""}`);
  const removed = /^remove:(\d+)$/.exec(go)?.[1];
  draft.organisations = names.filter((_, index) => String(index) !== removed).join("\n");
  draft.organisation = "";
}

/** Takes all of it back, while nothing is decided: what was typed, and what was asked of the contacts. */
export async function eraseDeclaration(deps: Deps, cookie: string | null): Promise<{ cookies: CookieToSet[] }> {
  const key = keyOf(deps, cookie);
  const row = key ? await declarationOfKey(deps.database.db, sha256(key), deps.clock.now()) : undefined;
  if (row && (!isSent(row) || row.state === "to_confirm")) await deleteDeclaration(deps.database.db, row.id);
  const secure = isSecure(deps.origin);
  return { cookies: [clearedCookie(declarationCookieName(secure), secure)] };
}
