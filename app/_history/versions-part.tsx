import type { HistoryWords } from "@/components/collab/history-words";
import { ActForm } from "@/components/signup/act-form";
import { ButtonLink } from "@/components/ui/button";
import { Check } from "@/components/ui/choice";
import { Field } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";
import { More } from "@/components/ui/more";
import { Section } from "@/components/ui/section";
import { dayAndMonth, daysBetween, spokenTime } from "@/domain/kernel/spoken-date";
import type { Flattening } from "@/server/history/flatten";
import type { Version } from "@/server/history/versions";
import { flattenAction, nameVersionAction, removeVersionAction } from "./actions";
import type { DocumentAt } from "./document-at";

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

/** How a document stood before, and a way to keep how it stands now. */
export function VersionsPart({
  at,
  own,
  versions,
  flattening,
  words,
  mayWrite,
  mayErase,
}: {
  at: DocumentAt;
  own: string;
  versions: readonly Version[];
  flattening: Flattening | null;
  words: Omit<HistoryWords, "speech">;
  mayWrite: boolean;
  mayErase: boolean;
}) {
  const { t, k, locale } = words;
  return (
    <Section id="versions" title={k("versionsTitle")}>
      {versions.length === 0 ? (
        <p className="soft">{k("noVersions")}</p>
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
                  {k("look")}
                  <span className="sr">{t("lookWhat", { what: name })}</span>
                </ButtonLink>
                {version.mayRemove && (
                  <div className="wide">
                    <ActForm
                      act={removeVersionAction}
                      hidden={{ ...at, version: version.id }}
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
          <ActForm act={nameVersionAction} hidden={at} submit={t("keep")} anew>
            <Field id="name" name="name" label={t("nameLabel")} hint={t("nameHint")} maxLength={80} required />
          </ActForm>
        </More>
      )}
      {mayErase && (
        <More summary={t("flattenSummary")}>
          <ActForm act={flattenAction} hidden={at} kind="danger" submit={t("flatten")} anew>
            <p>{k("flattenNote")}</p>
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
      <p className="small soft">{k("restoreNote")}</p>
    </Section>
  );
}
