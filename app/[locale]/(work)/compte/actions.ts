"use server";

import { getTranslations } from "next-intl/server";
import { currentActor } from "@/app/actor";
import { fieldOf } from "@/app/form-fields";
import { services } from "@/app/services";
import type { NameFormState } from "@/components/account/name-form";

export async function renameMyself(_previous: NameFormState, form: FormData): Promise<NameFormState> {
  const name = fieldOf(form, "name", 300);
  const done = await services().account.rename(await currentActor(), { name });
  if (done.ok) return { name: name.trim(), fieldError: null, saved: true };
  const t = await getTranslations();
  const fieldError = done.refusal.fields?.name ? t("account.field.name") : t(`refusal.${done.refusal.code}`);
  return { name, fieldError, saved: false };
}
