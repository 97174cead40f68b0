import type { Actor } from "@/domain/kernel/actor";
import type { Deps } from "@/server/deps";
import { decide } from "./decide";
import { confirmContact, contactPage, declineContact, reopenDeclaration } from "./declaration-contact";
import { type DeclareContext, eraseDeclaration, readDeclaration, saveStep } from "./declare";
import { readDecisions, readFile, readQueue } from "./moderation";
import { answerReport, reportCoalition } from "./reports";
import { resendConfirmations, sendDeclaration } from "./send-declaration";
import { activeQuestion, answerActive } from "./still-active";

/** Declaring a coalition, and what its two contacts decide about themselves. */
export function declarationServices(deps: Deps) {
  return {
    read: (cookie: string | null) => readDeclaration(deps, cookie),
    saveStep: (raw: Record<string, string>, context: DeclareContext) => saveStep(deps, raw, context),
    erase: (cookie: string | null) => eraseDeclaration(deps, cookie),
    send: (context: DeclareContext) => sendDeclaration(deps, context),
    resend: (context: DeclareContext) => resendConfirmations(deps, context),
    contact: (token: string) => contactPage(deps, token),
    confirm: (raw: Parameters<typeof confirmContact>[1]) => confirmContact(deps, raw),
    decline: (raw: Parameters<typeof declineContact>[1]) => declineContact(deps, raw),
    activeQuestion: (raw: Parameters<typeof activeQuestion>[1]) => activeQuestion(deps, raw),
    answerActive: (raw: Parameters<typeof answerActive>[1]) => answerActive(deps, raw),
    reopen: (raw: Parameters<typeof reopenDeclaration>[1]) => reopenDeclaration(deps, raw),
  };
}

/** What the national coordination reads and decides; to anybody else: `not_found`. */
export function moderationServices(deps: Deps) {
  return {
    queue: (actor: Actor, raw: unknown) => readQueue(deps, actor, raw),
    file: (actor: Actor, id: string) => readFile(deps, actor, id),
    decide: (actor: Actor, raw: Record<string, unknown>) => decide(deps, actor, raw),
    decisions: (actor: Actor, page: number) => readDecisions(deps, actor, page),
    report: (raw: Record<string, unknown>, context: { network: string | null; locale: string }) =>
      reportCoalition(deps, raw, context),
    answerReport: (actor: Actor, raw: Record<string, unknown>) => answerReport(deps, actor, raw),
  };
}
