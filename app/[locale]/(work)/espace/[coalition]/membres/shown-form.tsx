import { getTranslations } from "next-intl/server";
import { ActForm } from "@/components/signup/holder-forms";
import { More } from "@/components/ui/more";
import { showMyselfAction } from "./actions";

/** What one lets the others see of one's name. */
export async function ShownForm({ slug, own }: { slug: string; own: { name: string; discreet: boolean } }) {
  const t = await getTranslations("members.shown");
  const initial = `${[...own.name][0]?.toUpperCase() ?? ""}.`;
  return (
    <More summary={t("title")}>
      <ActForm action={showMyselfAction} hidden={{ coalition: slug }} submit={t("save")} busyText={t("busy")} slim>
        <fieldset className="roles">
          <legend className="sr">{t("title")}</legend>
          {(["name", "initial"] as const).map((each) => (
            <label key={each} className="pick" htmlFor={`shown-${each}`}>
              <input
                type="radio"
                id={`shown-${each}`}
                name="shown"
                value={each}
                defaultChecked={own.discreet === (each === "initial")}
              />
              <span>
                <b>{t(each, { name: each === "name" ? own.name : initial })}</b>
                <span className="soft">{t(`${each}Text`)}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <p className="hint">{t("always")}</p>
      </ActForm>
    </More>
  );
}
