import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import { hasLocale } from "next-intl";
import { getTranslations, setRequestLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { localPath } from "@/app/i18n/local-path";
import { routing } from "@/app/i18n/routing";
import { siteOrigin } from "@/app/site-origin";
import { parseTheme, themeCookie } from "@/app/theme";
import { ErrorTexts } from "@/components/ui/error-texts";
import "@/app/globals.css";

type Props = { children: ReactNode; params: Promise<{ locale: string }> };

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  interactiveWidget: "resizes-content",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#FBF7EF" },
    { media: "(prefers-color-scheme: dark)", color: "#14201F" },
  ],
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("ui");
  return {
    metadataBase: await siteOrigin(),
    title: "Cortège",
    description: t("description"),
    openGraph: { siteName: "Cortège", type: "website" },
    icons: { icon: "/icon.svg" },
  };
}

/** The document itself. An unknown locale is refused one level down, where the « not found » page can catch it. */
export default async function LocaleLayout({ children, params }: Props) {
  const { locale: asked } = await params;
  const locale = hasLocale(routing.locales, asked) ? asked : routing.defaultLocale;
  setRequestLocale(locale);
  const theme = parseTheme((await cookies()).get(themeCookie)?.value);
  const t = await getTranslations("error");
  const texts = {
    title: t("title"),
    text: t("text"),
    retry: t("retry"),
    home: t("home"),
    homePath: localPath(locale, "/"),
  };
  return (
    <html lang={locale} data-theme={theme === "auto" ? undefined : theme}>
      <body>
        <ErrorTexts texts={texts}>{children}</ErrorTexts>
      </body>
    </html>
  );
}
