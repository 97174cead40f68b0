import { useLocale, useTranslations } from "next-intl";
import { localPath } from "@/app/i18n/local-path";
import { Button } from "@/components/ui/button";
import { Segmented } from "@/components/ui/choice";
import { Field, FieldError, Select } from "@/components/ui/field";
import { declarationLimits, placeKey, scopes } from "@/domain/coalition/declaration";
import { regions } from "@/domain/coalition/regions";
import type { ShownDraft } from "@/server/coalition/declare";
import { saveStep } from "./actions";
import { errorsOf } from "./errors";
import { NearNote } from "./near-note";

const mostPicks = 30;

/** Where: a region, a town or a quarter. Of several communes that it may be, one is chosen. */
export function WhereStep({ shown, wrong }: { shown: ShownDraft; wrong: boolean }) {
  const t = useTranslations("declare");
  const locale = useLocale();
  const { draft, communes } = shown;
  const error = errorsOf(wrong, shown.where, t);
  const picks = draft.commune && draft.scope !== "region" ? communes.slice(0, mostPicks) : [];
  return (
    <form className="form" action={saveStep}>
      <input type="hidden" name="step" value="1" />
      <Segmented
        name="scope"
        legend={t("scope.label")}
        options={scopes.map((value) => ({ value, label: t(`scope.${value}`) }))}
        defaultValue={draft.scope || "town"}
        error={error("scope")}
      />
      <div className="field of-region">
        <Select
          id="region"
          name="region"
          label={t("region")}
          defaultValue={draft.region ?? ""}
          error={error("region")}
          options={[
            { value: "", label: t("chooseRegion") },
            ...regions.map(({ name }) => ({ value: name, label: name })),
          ]}
        />
      </div>
      <div className="field of-commune">
        <Field
          id="commune"
          name="commune"
          label={t("commune")}
          hint={picks.length === 0 ? t("communeHint") : undefined}
          defaultValue={draft.commune}
          maxLength={80}
          autoComplete="off"
          error={error("commune")}
        />
        {picks.length > 0 ? (
          <fieldset className="picks" aria-describedby={error("choice") ? "choice-error" : undefined}>
            <legend className="sr">{t("choice")}</legend>
            {picks.map((place) => {
              const key = placeKey(place);
              return (
                <label className="pick" key={key} htmlFor={`choice-${key}`}>
                  <input
                    type="radio"
                    id={`choice-${key}`}
                    name="choice"
                    value={key}
                    defaultChecked={picks.length === 1 || draft.choice === key}
                  />
                  <span>{`${place.name} (${place.departement})`}</span>
                  <span className="soft small">{place.postcodes[0]}</span>
                </label>
              );
            })}
            {error("choice") ? <FieldError id="choice-error">{error("choice")}</FieldError> : null}
          </fieldset>
        ) : null}
      </div>
      <div className="field of-district">
        <Field
          id="quarter"
          name="quarter"
          label={t("quarter")}
          defaultValue={draft.quarter}
          maxLength={declarationLimits.name}
          autoComplete="off"
          error={error("quarter")}
        />
      </div>
      <Field
        id="name"
        name="name"
        label={t("name")}
        hint={t("nameHint")}
        defaultValue={draft.name}
        maxLength={declarationLimits.name}
        autoComplete="off"
        error={error("name")}
      />
      <NearNote near={shown.near} href={(slug) => localPath(locale, `/${slug}`)} />
      <p className="go">
        <Button kind="main">{t("continue")}</Button>
      </p>
    </form>
  );
}
