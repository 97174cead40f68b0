import type { Metadata } from "next";
import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { localPath } from "@/app/i18n/local-path";
import { ButtonLink } from "@/components/ui/button";

export async function generateMetadata(): Promise<Metadata> {
  const [t, ui] = [await getTranslations("offline"), await getTranslations("ui")];
  return { title: ui("titleSuffix", { title: t("title") }), robots: { index: false } };
}

/** What the workspace's worker shows without a network where nothing is kept. It holds nobody's data. */
export default async function OfflinePage() {
  await connection();
  const [locale, t] = [await getLocale(), await getTranslations("offline")];
  return (
    <main id="contenu" className="wrap page">
      <h1>{t("title")}</h1>
      <p className="lead soft">{t("text")}</p>
      <p className="row">
        <ButtonLink kind="main" href={localPath(locale, "/espace")}>
          {t("open")}
        </ButtonLink>
      </p>
    </main>
  );
}
