"use server";

import { refresh } from "next/cache";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { currentActor } from "@/app/actor";
import { fieldOf, typedIn } from "@/app/form-fields";
import type { FormState } from "@/app/form-state";
import { localPath } from "@/app/i18n/local-path";
import { services } from "@/app/services";
import { siteOrigin } from "@/app/site-origin";
import type { LinkState } from "@/components/campaign/invite-forms";
import { readAddresses } from "@/domain/coalition/invitation";
import type { Refusal } from "@/domain/kernel/result";

const fieldNames = ["emails", "emailsMany", "label", "uses", "role", "days"] as const;

/** What was typed, and what was wrong with it, in words. */
async function refused({ code, fields = {} }: Refusal, values: Record<string, string>): Promise<FormState> {
  if (code === "not_found" || code === "sign_in_first") notFound();
  const [t, tr] = [await getTranslations("invitation.field"), await getTranslations("refusal")];
  const wrong = readAddresses(values.emails ?? "").wrong.join(", ") || "none";
  const errors = Object.fromEntries(
    Object.entries(fields).map(([field, key]) => [
      field,
      t(fieldNames.find((name) => name === key) ?? (field === "role" ? "role" : "days"), { wrong }),
    ]),
  );
  return { message: tr(code), tone: "bad", errors, values, turn: Date.now() };
}

/** Sends each address an invitation of its own. */
export async function inviteByMailAction(_before: FormState, form: FormData): Promise<FormState> {
  const [coalition, role, emails] = [
    fieldOf(form, "coalition"),
    fieldOf(form, "role"),
    fieldOf(form, "emails", 10_000),
  ];
  const done = await services().invitation.byMail(await currentActor(), { coalition, role, emails });
  if (!done.ok) return refused(done.refusal, { role, emails });
  const t = await getTranslations("invitation");
  return { message: t("sent", { count: done.value.sent }), tone: "ok", errors: {}, values: { role }, turn: Date.now() };
}

/** Makes a link; its address is shown this once. */
export async function makeInvitationLinkAction(_before: LinkState, form: FormData): Promise<LinkState> {
  const values = typedIn(form, ["label", "role", "days", "uses"]);
  const coalition = fieldOf(form, "coalition");
  const made = await services().invitation.makeLink(await currentActor(), { ...values, coalition });
  if (!made.ok) return { ...(await refused(made.refusal, values)), link: null };
  const { origin } = await siteOrigin();
  const [locale, t] = [await getLocale(), await getTranslations("invitation")];
  const href = origin + localPath(locale, made.value.path);
  return {
    message: t("made"),
    tone: "ok",
    errors: {},
    values: {},
    turn: Date.now(),
    link: { href, text: t("shareText", { coalition: made.value.name, href }) },
  };
}

async function told(done: { ok: true } | { ok: false; refusal: Refusal }): Promise<FormState> {
  if (!done.ok) return refused(done.refusal, {});
  refresh();
  const t = await getTranslations("invitation");
  return { message: t("done"), tone: "ok", errors: {}, values: {}, turn: Date.now() };
}

/** Ends an invitation at once. */
export async function withdrawInvitationAction(_before: FormState, form: FormData): Promise<FormState> {
  return told(await services().invitation.withdraw(await currentActor(), typedIn(form, ["coalition", "invitation"])));
}

/** Sends one again, under a new link. */
export async function resendInvitationAction(_before: FormState, form: FormData): Promise<FormState> {
  return told(await services().invitation.resend(await currentActor(), typedIn(form, ["coalition", "invitation"])));
}
