import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { localPath } from "./i18n/local-path";

type About = {
  title: string;
  description: string;
  path: string;
  locale: string;
  /** What its picture shows, below /api/image/<locale>: a coalition, one of its trips; nothing for the home page. */
  picture: readonly string[];
};

/** What search engines and shared links say of a public page. */
export async function pageMetadata({ title, description, path, locale, picture }: About): Promise<Metadata> {
  const ui = await getTranslations("ui");
  const url = localPath(locale, path);
  const images = [{ url: `/api/image/${[locale, ...picture].join("/")}`, width: 1200, height: 630, alt: title }];
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
      images,
    },
    twitter: { card: "summary_large_image", title, description, images },
  };
}
