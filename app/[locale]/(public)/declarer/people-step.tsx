import { useLocale, useTranslations } from "next-intl";
import { localPath } from "@/app/i18n/local-path";
import { Button, ButtonLink } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { More } from "@/components/ui/more";
import { declarationLimits, linesOf, positions, shownFields } from "@/domain/coalition/declaration";
import type { ShownDraft } from "@/server/coalition/declare";
import { saveStep } from "./actions";
import { errorsOf } from "./errors";

/** Two people. What is ticked is a proposal: each of them decides in their own mail. */
export function PeopleStep({ shown, wrong }: { shown: ShownDraft; wrong: boolean }) {
  const t = useTranslations("declare");
  const locale = useLocale();
  const { draft } = shown;
  const error = errorsOf(wrong, shown.people, t);
  return (
    <form className="form" action={saveStep}>
      <input type="hidden" name="step" value="3" />
      <p>{t.rich("peopleLead", { strong: (words) => <strong>{words}</strong> })}</p>
      {positions.map((position) => {
        const field = (name: "firstName" | "lastName" | "email" | "organisation") => ({
          id: `${name}${position}`,
          name: `${name}${position}`,
          label: t(name),
          defaultValue: draft[`${name}${position}`],
          error: error(`${name}${position}`),
          autoComplete: "off",
        });
        const shows = linesOf(draft[`shows${position}`]);
        return (
          <fieldset className="field who" key={position}>
            <legend className="legend">{t(`person.${position}`)}</legend>
            <div className="duo">
              <Field {...field("firstName")} maxLength={declarationLimits.person} />
              <Field {...field("lastName")} maxLength={declarationLimits.person} />
            </div>
            <Field {...field("email")} type="email" inputMode="email" maxLength={254} />
            <More summary={t("organisationOf")} open={Boolean(draft[`organisation${position}`])}>
              <Field {...field("organisation")} maxLength={declarationLimits.organisation} />
            </More>
            <fieldset className="field">
              <legend className="legend">{t("show.label")}</legend>
              <div className="agree">
                {shownFields.map((name) => (
                  <label className="check" key={name} htmlFor={`shows${position}-${name}`}>
                    <input
                      type="checkbox"
                      id={`shows${position}-${name}`}
                      name={`shows${position}`}
                      value={name}
                      defaultChecked={shows.includes(name)}
                    />
                    <span>{t(`show.${name}`)}</span>
                  </label>
                ))}
              </div>
              <p className="hint">{t("show.hint")}</p>
            </fieldset>
          </fieldset>
        );
      })}
      <p className="go">
        <Button kind="main">{t("continue")}</Button>
        <ButtonLink kind="quiet" href={localPath(locale, "/declarer?etape=2")}>
          {t("back")}
        </ButtonLink>
      </p>
    </form>
  );
}
