import { cookies, headers } from "next/headers";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Footer } from "@/components/ui/footer";
import { ThemeChoice } from "@/components/ui/theme-choice";
import { TopBar } from "@/components/ui/top-bar";
import { currentActor } from "./actor";
import { localPath } from "./i18n/local-path";
import { otherLanguage, pathHeader } from "./i18n/other-language";
import { parseTheme, themeCookie } from "./theme";
import { chooseTheme } from "./theme-actions";

/** The frame of a public page, which brings its own `main#contenu`. */
export function PublicFrame({ children, atHome }: { children: ReactNode; atHome?: boolean }) {
  return (
    <>
      <SkipLink />
      <PublicTop atHome={atHome} />
      {children}
      <PageFooter />
    </>
  );
}

/** « Aller au contenu », for those who go by keyboard. */
export async function SkipLink() {
  const t = await getTranslations("ui");
  return (
    <a className="btn main skip" href="#contenu">
      {t("skip")}
    </a>
  );
}

/** The head of every public page. */
export async function PublicTop({ atHome }: { atHome?: boolean }) {
  const locale = await getLocale();
  const t = await getTranslations("ui");
  const actor = await currentActor();
  const home = localPath(locale, "/");
  return (
    <TopBar
      home={home}
      name="Cortège"
      label={t("mainNav")}
      links={[{ href: home, label: t("coalitions"), current: atHome }]}
      space={{ href: localPath(locale, actor.kind === "account" ? "/espace" : "/connexion"), label: t("space") }}
    />
  );
}

/** The foot of every page, the workspace's included. */
export async function PageFooter() {
  const locale = await getLocale();
  const t = await getTranslations("ui");
  const other = otherLanguage(locale, (await headers()).get(pathHeader));
  const theme = parseTheme((await cookies()).get(themeCookie)?.value);
  return (
    <Footer
      about={t("about")}
      links={[
        { href: localPath(locale, "/reservations"), label: t("findBooking") },
        { href: localPath(locale, "/declarer"), label: t("declare") },
        { href: localPath(locale, "/confidentialite"), label: t("privacy") },
        { href: localPath(locale, "/mentions-legales"), label: t("legal") },
        { href: other.href, label: t("otherLanguage"), language: other.locale },
      ]}
    >
      <ThemeChoice
        label={t("theme.label")}
        options={[
          { value: "auto", label: t("theme.auto") },
          { value: "light", label: t("theme.light") },
          { value: "dark", label: t("theme.dark") },
        ]}
        current={theme}
        action={chooseTheme}
      />
    </Footer>
  );
}
