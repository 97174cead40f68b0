import { notFound, redirect } from "next/navigation";
import { getLocale } from "next-intl/server";
import { cache } from "react";
import type { RefusalCode } from "@/domain/kernel/result";
import { currentActor } from "./actor";
import { localPath } from "./i18n/local-path";
import { services } from "./services";

/** The coalition's workspace for who asks, read once per request; the layout and the page share it. */
export const readWorkspace = cache(async (slug: string) => services().coalition.workspace(await currentActor(), slug));

/** The sheet page's data, read once per request. */
export const readSheet = cache(async (slug: string) => services().transport.openSheet(await currentActor(), slug));

/** A plan, read once per request. */
export const readPlan = cache(async (slug: string, id: string) => services().plan.open(await currentActor(), slug, id));

/** The agenda page's data, read once per request. */
export const readAgenda = cache(async (slug: string) => services().calendar.openAgenda(await currentActor(), slug));

/** The sign-in page, which leads back to `path`. */
export function signInPath(locale: string, path: string): string {
  return `${localPath(locale, "/connexion")}?vers=${encodeURIComponent(path)}`;
}

/** Signed out: to the sign-in page and back to `path`. Anything else that one may not see is not found. */
export async function turnAway(code: RefusalCode, path: string): Promise<never> {
  if (code !== "sign_in_first") notFound();
  const locale = await getLocale();
  redirect(signInPath(locale, path));
}
