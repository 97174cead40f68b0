import { getLocale, getTranslations } from "next-intl/server";
import { localPath } from "@/app/i18n/local-path";
import { PageFooter, PublicTop, SkipLink } from "@/app/page-frame";
import { ButtonLink } from "@/components/ui/button";
import { Procession } from "@/components/ui/procession";

/** Unknown, not yours, another coalition's: the same page. */
export default async function NotFoundPage() {
  const locale = await getLocale();
  const t = await getTranslations();
  return (
    <div className="screen-gate">
      <SkipLink />
      <PublicTop />
      <main id="contenu" className="wrap lone">
        <title>{t("ui.titleSuffix", { title: t("error.notFoundTitle") })}</title>
        <h1>{t("error.notFoundTitle")}</h1>
        <p className="lead soft">{t("error.notFoundText")}</p>
        <p className="row">
          <ButtonLink kind="main" href={localPath(locale, "/")}>
            {t("error.home")}
          </ButtonLink>
          <ButtonLink kind="quiet" href={localPath(locale, "/reservations")}>
            {t("ui.findBooking")}
          </ButtonLink>
        </p>
      </main>
      <div>
        <Procession words={t("ui.banner")} />
      </div>
      <PageFooter />
    </div>
  );
}
