import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { localPath } from "@/app/i18n/local-path";
import { PageFooter, SkipLink } from "@/app/page-frame";
import { Brand } from "@/components/ui/brand";
import { Procession } from "@/components/ui/procession";

/** The frame of the sign-in pages: the name, one thing to do, the procession, « Retrouver ma réservation ». */
export async function Gate({ two, children }: { two?: boolean; children: ReactNode }) {
  const locale = await getLocale();
  const t = await getTranslations("ui");
  return (
    <div className="screen-gate">
      <SkipLink />
      <header className="wrap top">
        <Brand href={localPath(locale, "/")} name="Cortège" />
      </header>
      <main id="contenu" className={two ? "wrap two w-full" : "wrap lone"}>
        {children}
      </main>
      <div>
        <Procession words={t("banner")} />
      </div>
      <div>
        <PageFooter />
      </div>
    </div>
  );
}
