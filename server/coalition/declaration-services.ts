import type { Deps } from "@/server/deps";
import { confirmContact, contactPage, declineContact, reopenDeclaration } from "./declaration-contact";
import { type DeclareContext, eraseDeclaration, readDeclaration, saveStep } from "./declare";
import { resendConfirmations, sendDeclaration } from "./send-declaration";

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
    reopen: (raw: Parameters<typeof reopenDeclaration>[1]) => reopenDeclaration(deps, raw),
  };
}
