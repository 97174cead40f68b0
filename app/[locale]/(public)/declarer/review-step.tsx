import { useLocale, useTranslations } from "next-intl";
import { localPath } from "@/app/i18n/local-path";
import { Button, ButtonLink } from "@/components/ui/button";
import { Check } from "@/components/ui/choice";
import { Icon } from "@/components/ui/icon";
import type { ShownDraft } from "@/server/coalition/declare";
import { sendDeclaration } from "./actions";
import { Preview } from "./preview";

/** What the public will see; then it is sent to the two people. */
export function ReviewStep({ shown, wrong }: { shown: ShownDraft; wrong: boolean }) {
  const t = useTranslations("declare");
  const locale = useLocale();
  const { where, about, people, draft } = shown;
  if (!where.ok || !about.ok || !people.ok) return null;
  return (
    <form className="form" action={sendDeclaration}>
      <input type="hidden" name="step" value="4" />
      <p>{t("reviewLead")}</p>
      <Preview where={where.value} about={about.value} people={people.value} />
      <p className="hid small soft">
        <Icon name="lock" />
        <span>{t("hidden")}</span>
      </p>
      <Check
        id="agreed"
        name="agreed"
        defaultChecked={draft.agreed === "on"}
        error={wrong && draft.agreed !== "on" ? t("field.agreed") : null}
      >
        {t.rich("agreed", {
          link: (words) => <a href={localPath(locale, "/confidentialite")}>{words}</a>,
        })}
      </Check>
      <p className="go">
        <Button kind="main">{t("send")}</Button>
        <ButtonLink kind="quiet" href={localPath(locale, "/declarer?etape=3")}>
          {t("back")}
        </ButtonLink>
      </p>
    </form>
  );
}
