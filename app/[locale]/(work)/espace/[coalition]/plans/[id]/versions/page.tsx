import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { VersionsPart, versionWords } from "@/app/_history/versions-part";
import { currentActor } from "@/app/actor";
import { localPath } from "@/app/i18n/local-path";
import { services } from "@/app/services";
import { readPlan, turnAway } from "@/app/workspace";
import { ShownEntryBlock } from "@/components/plan/entry-card";
import { imageSource } from "@/components/plan/plan-props";
import { PlanText } from "@/components/plan/plan-text";
import { ButtonLink } from "@/components/ui/button";
import { atLeast } from "@/domain/kernel/role";

type Props = {
  params: Promise<{ coalition: string; id: string }>;
  searchParams: Promise<{ version?: string | string[] }>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("planHistory"))("versionsTitle") };
}

/** How a plan stood before; `?version=` shows one of them, to be read and put back. */
export default async function PlanVersionsPage({ params, searchParams }: Props) {
  await connection();
  const { coalition, id } = await params;
  const { version: wanted } = await searchParams;
  const path = `/espace/${coalition}/plans/${id}`;
  const [opened, actor] = [await readPlan(coalition, id), await currentActor()];
  if (!opened.ok) return turnAway(opened.refusal.code, `${path}/versions`);
  const versions = await services().history.versions(actor, coalition, id);
  const flattening = await services().history.flattening(actor, coalition, id);
  if (!versions.ok || !flattening.ok) return notFound();
  const [locale, t, th, k] = [
    await getLocale(),
    await getTranslations("plan.versions"),
    await getTranslations("history"),
    await getTranslations("planHistory"),
  ];
  const words = { t: th, k, locale, now: new Date() };
  const own = localPath(locale, `${path}/versions`);
  const { plan, mayWrite, mayArchive, role, agenda, today } = opened.value;
  if (wanted !== undefined) {
    const version = versions.value.find((each) => each.id === wanted);
    const held = version && (await services().history.version(actor, coalition, id, version.id));
    if (!version || !held?.ok || held.value.of !== "plan") return notFound();
    const { name, note } = versionWords(version, words);
    return (
      <div className="plan-page">
        <p>
          <ButtonLink kind="quiet" icon="back" className="backlink" href={own}>
            {k("versionsTitle")}
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
              <p className="small soft">{k("restoreNote")}</p>
            </>
          )}
        </header>
        <PlanText
          body={held.value.past.body}
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
      <h1>{th("titleOf", { title: plan.title })}</h1>
      <VersionsPart
        at={{ coalition, document: id }}
        own={own}
        versions={versions.value}
        flattening={flattening.value}
        words={words}
        mayWrite={mayArchive}
        mayErase={atLeast(role, "coordinator")}
      />
    </div>
  );
}
