"use server";

import { refresh } from "next/cache";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { currentActor } from "@/app/actor";
import { valuesOf } from "@/app/form-fields";
import { localPath } from "@/app/i18n/local-path";
import { services } from "@/app/services";
import { siteOrigin } from "@/app/site-origin";
import type { ShareState } from "@/components/plan/share-form";

/** Makes a link; its address is shown this once. */
export async function sharePlanAction(_before: ShareState, form: FormData): Promise<ShareState> {
  const shared = await services().plan.share(await currentActor(), valuesOf(form));
  if (shared.ok) {
    const { origin } = await siteOrigin();
    refresh();
    return { href: origin + localPath(await getLocale(), shared.value), message: null };
  }
  if (shared.refusal.code !== "links_full") notFound();
  return { href: null, message: (await getTranslations("refusal"))("links_full") };
}

/** Ends a link. */
export async function unsharePlanAction(form: FormData): Promise<void> {
  const done = await services().plan.unshare(await currentActor(), valuesOf(form));
  if (!done.ok) notFound();
  refresh();
}
