import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { localPath } from "@/app/i18n/local-path";
import { Brand } from "@/components/ui/brand";
import { Footer } from "@/components/ui/footer";
import { Procession } from "@/components/ui/procession";

/** The frame of the sign-in pages: the name, one thing to do, « Retrouver ma réservation », the procession. */
export async function Gate({ two, children }: { two?: boolean; children: ReactNode }) {
  const locale = await getLocale();
  const t = await getTranslations("ui");
  const product = await getTranslations("product");
  const links = [
    { href: localPath(locale, "/reservations"), label: t("findBooking") },
    { href: localPath(locale, "/confidentialite"), label: t("privacy") },
  ];
  return (
    <div className="screen-gate">
      <a className="btn main skip" href="#contenu">
        {t("skip")}
      </a>
      <header className="wrap top">
        <Brand href={localPath(locale, "/")} name={product("name")} />
      </header>
      <main id="contenu" className={two ? "wrap two w-full" : "wrap lone"}>
        {children}
      </main>
      <div>
        <Procession words={t("banner")} />
      </div>
      <Footer about={t("about")} links={links} />
    </div>
  );
}
