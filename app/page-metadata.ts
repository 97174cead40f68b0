import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { localPath } from "./i18n/local-path";

type About = { title: string; description: string; path: string; locale: string };

/** What search engines and shared links say of a public page. */
export async function pageMetadata({ title, description, path, locale }: About): Promise<Metadata> {
  const ui = await getTranslations("ui");
  const url = localPath(locale, path);
  return {
    title: ui("titleSuffix", { title }),
    description,
    alternates: { canonical: url, languages: { fr: localPath("fr", path), en: localPath("en", path) } },
    openGraph: {
      title,
      description,
      url,
      type: "website",
      siteName: "Cortège",
      locale: locale === "en" ? "en_GB" : "fr_FR",
    },
    twitter: { card: "summary", title, description },
  };
}
