import { getTranslations } from "next-intl/server";
import { ActForm } from "@/components/signup/holder-forms";
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
  if (successors?.length === 0) return null;
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
