import { getTranslations } from "next-intl/server";

/** The words of the form of a key date. */
export async function keyDateTexts() {
  const t = await getTranslations("keyDatesKept");
  return {
    title: t("title"),
    startsOn: t("startsOn"),
    endsOn: t("endsOn"),
    endsOnHint: t("endsOnHint"),
    scope: t("scope"),
    scopeHint: t("scopeHint"),
    reason: t("reason"),
    reasonHint: t("reasonHint"),
    anyway: t("anyway"),
    save: t("save"),
    busy: t("busy"),
  };
}
