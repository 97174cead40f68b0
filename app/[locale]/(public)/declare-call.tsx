import { getTranslations } from "next-intl/server";
import { localPath } from "@/app/i18n/local-path";
import { ButtonLink } from "@/components/ui/button";

/** « Personne près de chez vous ? »: how a coalition begins. */
export async function DeclareCall({ locale }: { locale: string }) {
  const t = await getTranslations("home");
  return (
    <section className="paper declare" aria-labelledby="declarer">
      <div className="stack">
        <h2 id="declarer">{t("declareTitle")}</h2>
        <p className="lead">{t("declareText")}</p>
      </div>
      <ButtonLink kind="second" icon="plus" href={localPath(locale, "/declarer")}>
        {t("declare")}
      </ButtonLink>
    </section>
  );
}
