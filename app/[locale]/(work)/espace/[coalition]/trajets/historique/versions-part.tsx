import { ActForm } from "@/components/signup/act-form";
import type { HistoryWords } from "@/components/transport/history-words";
import { ButtonLink } from "@/components/ui/button";
import { Check } from "@/components/ui/choice";
import { Field } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";
import { More } from "@/components/ui/more";
import { Section } from "@/components/ui/section";
import { dayAndMonth, daysBetween, spokenTime } from "@/domain/kernel/spoken-date";
import type { Flattening } from "@/server/transport/flatten-sheet";
import type { Version } from "@/server/transport/sheet-versions";
import { flattenSheetAction, nameVersionAction, removeVersionAction } from "./actions";

/** « Devis reçus », « Avant un import », « 24 novembre, 18 h »: what a version is called, and what is said under it. */
export function versionWords(
  version: Version,
  { t, locale, now }: Pick<HistoryWords, "t" | "locale" | "now">,
): { name: string; note: string } {
  const { kind, at } = version;
  const who = { me: version.mine ? "yes" : "no", name: version.by ?? t("gone") };
  const day = daysBetween(at, now) === 0 ? t("dayHead.today") : dayAndMonth(at, locale);
  const hour = t("hour", { day, time: spokenTime(at, locale) });
  if (kind === "hourly") return { name: hour, note: t("hourly") };
  if (kind === "import") return { name: t("beforeImport"), note: `${hour}, ${t("importBy", who)}` };
  return { name: version.name ?? hour, note: `${hour}, ${t("byName", who)}` };
}

/** How the sheet stood before, and a way to keep how it stands now. */
export function VersionsPart({
  slug,
  own,
  versions,
  flattening,
  words,
  mayWrite,
  mayErase,
}: {
  slug: string;
  own: string;
  versions: readonly Version[];
  flattening: Flattening | null;
  words: HistoryWords;
  mayWrite: boolean;
  mayErase: boolean;
}) {
  const { t, locale } = words;
  return (
    <Section id="versions" title={t("versionsTitle")}>
      {versions.length === 0 ? (
        <p className="soft">{t("noVersions")}</p>
      ) : (
        <ul className="rows">
          {versions.map((version) => {
            const { name, note } = versionWords(version, words);
            return (
              <li key={version.id}>
                <span className="place">
                  <Icon name={version.kind === "named" ? "flag" : "clock"} />
                </span>
                <div>
                  <strong>{name}</strong>
                  <span className="soft">{note}</span>
                </div>
                <ButtonLink kind="quiet" slim href={`${own}?version=${version.id}`}>
                  {t("compare")}
                  <span className="sr">{t("compareWhat", { what: name })}</span>
                </ButtonLink>
                {version.mayRemove && (
                  <div className="wide">
                    <ActForm
                      act={removeVersionAction}
                      hidden={{ coalition: slug, version: version.id }}
                      kind="quiet"
                      submit={
                        <>
                          {t("removeVersion")}
                          <span className="sr">{t("removeVersionWhat", { what: name })}</span>
                        </>
                      }
                    />
                  </div>
                )}
              </li>
            );
          })}
        </ul>
      )}
      {mayWrite && (
        <More summary={t("nameSummary")}>
          <ActForm act={nameVersionAction} hidden={{ coalition: slug }} submit={t("keep")} anew>
            <Field id="name" name="name" label={t("nameLabel")} hint={t("nameHint")} maxLength={80} required />
          </ActForm>
        </More>
      )}
      {mayErase && (
        <More summary={t("flattenSummary")}>
          <ActForm act={flattenSheetAction} hidden={{ coalition: slug }} kind="danger" submit={t("flatten")} anew>
            <p>{t("flattenNote")}</p>
            <Check id="sure" name="sure" required>
              {t("flattenSure")}
            </Check>
          </ActForm>
        </More>
      )}
      {flattening !== null && (
        <p className="small soft">
          {t("flattened", {
            day: dayAndMonth(flattening.at, locale),
            me: flattening.mine ? "yes" : "no",
            name: flattening.by ?? t("gone"),
          })}
        </p>
      )}
      <p className="small soft">{t("restoreNote")}</p>
    </Section>
  );
}
