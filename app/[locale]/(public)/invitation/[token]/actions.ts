"use server";

import { notFound, redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { currentActor } from "@/app/actor";
import { fieldOf, typedIn } from "@/app/form-fields";
import type { FormState } from "@/app/form-state";
import { localPath } from "@/app/i18n/local-path";
import { services } from "@/app/services";

/** Accepts an invitation, and leads into the coalition's space. */
export async function acceptInvitationAction(_before: FormState, form: FormData): Promise<FormState> {
  const values = typedIn(form, ["name"]);
  const done = await services().invitation.accept(await currentActor(), { ...values, token: fieldOf(form, "token") });
  if (done.ok) redirect(localPath(await getLocale(), `/espace/${done.value.slug}`));
  const { code, fields } = done.refusal;
  if (code === "not_found") notFound();
  const [t, tr] = [await getTranslations("invitation"), await getTranslations("refusal")];
  return { message: tr(code), tone: "bad", errors: fields ? { name: t("field.name") } : {}, values, turn: Date.now() };
}
