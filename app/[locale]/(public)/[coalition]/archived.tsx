import { getLocale, getTranslations } from "next-intl/server";
import { CoalitionTitle } from "@/app/coalition-title";
import { localPath } from "@/app/i18n/local-path";
import { PublicFrame } from "@/app/page-frame";
import { ActForm } from "@/components/signup/holder-forms";
import { ButtonLink } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import { dayAndMonth } from "@/domain/kernel/spoken-date";
import { reopenAction } from "./actions";

type Props = { slug: string; name: string; archivedAt: Date; mayReopen: boolean };

/** What is left of the page of a coalition that is put away. */
export async function Archived({ slug, name, archivedAt, mayReopen }: Props) {
  const [locale, t] = [await getLocale(), await getTranslations("archive")];
  return (
    <PublicFrame>
      <main id="contenu" className="wrap page">
        <div className="stack max-w-xl">
          <CoalitionTitle name={name} />
          <Note>{t("public", { day: dayAndMonth(archivedAt, locale) })}</Note>
          {mayReopen ? (
            <ActForm action={reopenAction} hidden={{ coalition: slug }} submit={t("reopen")} busyText={t("busy")}>
              <p>{t("reopenEffect")}</p>
            </ActForm>
          ) : null}
          <p>
            <ButtonLink kind="main" href={localPath(locale, "/coalitions")}>
              {t("others")}
            </ButtonLink>
          </p>
        </div>
      </main>
    </PublicFrame>
  );
}
