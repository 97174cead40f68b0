import { getLocale, getTranslations } from "next-intl/server";
import { localPath } from "@/app/i18n/local-path";
import { ActForm } from "@/components/signup/holder-forms";
import { ButtonLink } from "@/components/ui/button";
import { More } from "@/components/ui/more";
import { leaveAction } from "./actions";

/** Leaving, folded away; who coordinates alone says to whom the coalition goes. */
export async function LeaveForm({
  slug,
  successors,
}: {
  slug: string;
  successors: readonly { id: string; name: string }[] | null;
}) {
  const t = await getTranslations("members.leave");
  if (successors?.length === 0) {
    const space = localPath(await getLocale(), `/espace/${slug}`);
    return (
      <More summary={t("title")}>
        <div className="stack">
          <p>{t("alone")}</p>
          <p className="row">
            <ButtonLink kind="second" slim icon="plus" href={`${space}/membres/inviter`}>
              {t("invite")}
            </ButtonLink>
            <ButtonLink kind="quiet" slim href={`${space}/reglages#archiver`}>
              {t("archive")}
            </ButtonLink>
          </p>
        </div>
      </More>
    );
  }
  return (
    <More summary={t("title")}>
      <p>{t(successors === null ? "effect" : "effectLast")}</p>
      <ActForm action={leaveAction} hidden={{ coalition: slug }} submit={t("yes")} busyText={t("busy")} kind="danger">
        {successors === null ? null : (
          <div className="field">
            <label htmlFor="successor">{t("successor")}</label>
            <span className="select">
              <select className="input" id="successor" name="successor" defaultValue="" required>
                <option value="">{t("choose")}</option>
                {successors.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
            </span>
          </div>
        )}
      </ActForm>
    </More>
  );
}
