import { useLocale, useTranslations } from "next-intl";
import { localPath } from "@/app/i18n/local-path";
import { Button, ButtonLink } from "@/components/ui/button";
import { Field, FieldError, TextArea } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";
import { More } from "@/components/ui/more";
import { channelKinds } from "@/domain/coalition/channel";
import { declarationLimits, foreseenActions, linesOf } from "@/domain/coalition/declaration";
import type { ShownDraft } from "@/server/coalition/declare";
import { saveStep } from "./actions";
import { errorsOf } from "./errors";
import { NearNote } from "./near-note";

/** Who takes part, what they think of doing, and where else they are found. */
export function AboutStep({ shown, wrong }: { shown: ShownDraft; wrong: boolean }) {
  const t = useTranslations("declare");
  const locale = useLocale();
  const { draft } = shown;
  const error = errorsOf(wrong, shown.about, t);
  const organisations = linesOf(draft.organisations);
  const chosen = linesOf(draft.actions);
  return (
    <form className="form" action={saveStep}>
      <input type="hidden" name="step" value="2" />
      <input type="hidden" name="organisations" value={organisations.join("\n")} />
      {/* What the Enter key presses: otherwise it would be the first « remove » of the list. */}
      <button type="submit" name="go" value="add" className="sr" tabIndex={-1} aria-hidden="true" />
      <NearNote near={shown.near} href={(slug) => localPath(locale, `/${slug}`)} />
      <div className="field">
        <label htmlFor="organisation">{t("organisations")}</label>
        {organisations.length > 0 ? (
          <ul className="orgs">
            {organisations.map((name, index) => (
              <li key={name}>
                {name}
                <button
                  type="submit"
                  name="go"
                  value={`remove:${index}`}
                  className="btn quiet only slim"
                  aria-label={t("removeOf", { name })}
                >
                  <Icon name="close" />
                </button>
              </li>
            ))}
          </ul>
        ) : null}
        <span className="search">
          <input
            className="input"
            id="organisation"
            name="organisation"
            defaultValue={draft.organisation}
            placeholder={t("organisationPlaceholder")}
            maxLength={declarationLimits.organisation}
            autoComplete="off"
            aria-describedby={error("organisation") ? "organisation-error" : "organisation-hint"}
          />
          <Button kind="second" name="go" value="add">
            {t("add")}
          </Button>
        </span>
        <p className="hint" id="organisation-hint">
          {t("organisationsHint")}
        </p>
        {error("organisation") ? <FieldError id="organisation-error">{error("organisation")}</FieldError> : null}
      </div>
      <fieldset className="field">
        <legend className="legend">{t("actions")}</legend>
        <div className="row">
          {foreseenActions.map((action) => (
            <label className="chip" key={action} htmlFor={`action-${action}`}>
              <input
                type="checkbox"
                id={`action-${action}`}
                name="actions"
                value={action}
                defaultChecked={chosen.includes(action)}
              />
              {t(`action.${action}`)}
            </label>
          ))}
        </div>
      </fieldset>
      <TextArea
        id="words"
        name="words"
        label={t("words")}
        hint={t("wordsHint")}
        rows={3}
        maxLength={declarationLimits.words}
        defaultValue={draft.words}
        error={error("words")}
      />
      <More summary={t("channels")} open={channelKinds.some((kind) => draft[kind] || error(kind))}>
        <div className="stack">
          {channelKinds.map((kind) => (
            <Field
              key={kind}
              id={kind}
              name={kind}
              label={t(`channel.${kind}`)}
              defaultValue={draft[kind]}
              maxLength={300}
              autoComplete="off"
              inputMode={kind === "phone" ? "tel" : "url"}
              error={error(kind)}
            />
          ))}
        </div>
      </More>
      <p className="go">
        <Button kind="main" name="go" value="next">
          {t("continue")}
        </Button>
        <ButtonLink kind="quiet" href={localPath(locale, "/declarer?etape=1")}>
          {t("back")}
        </ButtonLink>
      </p>
    </form>
  );
}
