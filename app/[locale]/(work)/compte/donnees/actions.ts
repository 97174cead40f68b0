"use server";

import { redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { cookieHeader, currentActor, setCookies } from "@/app/actor";
import { fieldOf } from "@/app/form-fields";
import { localPath } from "@/app/i18n/local-path";
import { services } from "@/app/services";
import type { PressState } from "@/components/account/press-form";

/** Erases the account and all that is held about the person; the browser's cookie goes with it. */
export async function eraseMyself(_previous: PressState, form: FormData): Promise<PressState> {
  const { account } = services();
  const done = await account.erase(await currentActor(), { sure: fieldOf(form, "sure", 10) });
  const t = await getTranslations();
  if (!done.ok) return { error: done.refusal.fields?.sure ? t("myData.tick") : t(`refusal.${done.refusal.code}`) };
  const { cookies } = await account.signIn.forgetBrowser(await cookieHeader());
  await setCookies(cookies);
  redirect(localPath(await getLocale(), "/confidentialite?suite=efface"));
}
