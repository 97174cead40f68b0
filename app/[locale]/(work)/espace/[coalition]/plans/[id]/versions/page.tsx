import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { currentActor } from "@/app/actor";
import { localPath } from "@/app/i18n/local-path";
import { services } from "@/app/services";
import { readPlan, turnAway } from "@/app/workspace";
import { ShownEntryBlock } from "@/components/plan/entry-card";
import { imageSource } from "@/components/plan/plan-props";
import { PlanText } from "@/components/plan/plan-text";
import { ActForm } from "@/components/signup/act-form";
import { ButtonLink } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";
import { More } from "@/components/ui/more";
import { versionWords } from "../../../trajets/historique/versions-part";
import { namePlanVersionAction, removePlanVersionAction } from "./actions";

type Props = {
  params: Promise<{ coalition: string; id: string }>;
  searchParams: Promise<{ version?: string | string[] }>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("plan"))("versions.title") };
}

/** How a plan stood before; `?version=` shows one of them, to be read and put back. */
export default async function PlanVersionsPage({ params, searchParams }: Props) {
  await connection();
  const { coalition, id } = await params;
  const { version: wanted } = await searchParams;
  const path = `/espace/${coalition}/plans/${id}`;
  const [opened, actor] = [await readPlan(coalition, id), await currentActor()];
  if (!opened.ok) return turnAway(opened.refusal.code, `${path}/versions`);
  const versions = await services().plan.versions(actor, coalition, id);
  if (!versions.ok) return notFound();
  const [locale, t, th] = [await getLocale(), await getTranslations("plan.versions"), await getTranslations("history")];
  const words = { t: th, locale, now: new Date() };
  const own = localPath(locale, `${path}/versions`);
  const { plan, mayWrite, agenda, today } = opened.value;
  if (wanted !== undefined) {
    const version = versions.value.find((each) => each.id === wanted);
    const held = version && (await services().plan.version(actor, coalition, id, version.id));
    if (!version || !held?.ok) return notFound();
    const { name, note } = versionWords(version, words);
    return (
      <div className="plan-page">
        <p>
          <ButtonLink kind="quiet" icon="back" className="backlink" href={own}>
            {t("title")}
          </ButtonLink>
        </p>
        <header className="plan-head">
          <h1>{name}</h1>
          <p className="soft">{note}</p>
          {mayWrite && (
            <>
              <div className="row">
                <ButtonLink kind="main" href={`${localPath(locale, path)}?version=${version.id}`}>
                  {t("restore")}
                </ButtonLink>
              </div>
              <p className="small soft">{t("restoreNote")}</p>
            </>
          )}
        </header>
        <PlanText
          body={held.value.body}
          imageOf={(image) => ({ src: imageSource(`/api/images/${coalition}`, image) })}
          entryOf={(entry) => <ShownEntryBlock entry={agenda.entries[entry]} today={today} />}
        />
      </div>
    );
  }
  return (
    <div className="plans-page">
      <p>
        <ButtonLink kind="quiet" icon="back" className="backlink" href={localPath(locale, path)}>
          {plan.title}
        </ButtonLink>
      </p>
      <h1>{t("title")}</h1>
      {versions.value.length === 0 ? (
        <p className="soft">{t("none")}</p>
      ) : (
        <ul className="rows">
          {versions.value.map((version) => {
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
                <ButtonLink kind="second" slim href={`${own}?version=${version.id}`}>
                  {t("read")}
                  <span className="sr"> {name}</span>
                </ButtonLink>
                {version.mayRemove && (
                  <div className="wide">
                    <ActForm
                      act={removePlanVersionAction}
                      hidden={{ coalition, plan: id, version: version.id }}
                      kind="quiet"
                      submit={
                        <>
                          {t("remove")}
                          <span className="sr"> {name}</span>
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
        <More summary={t("name")}>
          <ActForm act={namePlanVersionAction} hidden={{ coalition, plan: id }} submit={t("keep")} anew>
            <Field id="name" name="name" label={t("nameLabel")} maxLength={80} required />
          </ActForm>
        </More>
      )}
    </div>
  );
}
