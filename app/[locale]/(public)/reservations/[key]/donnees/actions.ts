"use server";

import { redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { fieldOf } from "@/app/form-fields";
import { localPath } from "@/app/i18n/local-path";
import { services } from "@/app/services";
import type { PressState } from "@/components/account/press-form";

/** Erases all that is held under the address that the page's link has proved. */
export async function eraseByLinkAction(_previous: PressState, form: FormData): Promise<PressState> {
  const raw = { key: fieldOf(form, "token", 100), sure: fieldOf(form, "sure", 10) };
  const done = await services().account.eraseByLink(raw);
  const t = await getTranslations();
  if (!done.ok) return { error: done.refusal.fields?.sure ? t("myData.tick") : t(`refusal.${done.refusal.code}`) };
  redirect(localPath(await getLocale(), "/confidentialite?suite=efface"));
}
