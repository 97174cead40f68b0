import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { localPath } from "@/app/i18n/local-path";
import { readWorkspace, turnAway } from "@/app/workspace";
import { NewPlanForm } from "@/components/plan/new-plan-form";
import { mayEditPlan } from "@/domain/plan/access";
import { templates } from "@/domain/plan/template-names";
import { makePlanAction } from "../actions";

type Props = { params: Promise<{ coalition: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("plan"))("form.title") };
}

export default async function NewPlanPage({ params }: Props) {
  await connection();
  const { coalition: slug } = await params;
  const opened = await readWorkspace(slug);
  if (!opened.ok) return turnAway(opened.refusal.code, `/espace/${slug}/plans/nouveau`);
  if (!mayEditPlan(opened.value.role)) notFound();
  const [locale, t] = [await getLocale(), await getTranslations("plan")];
  return (
    <div className="plans-page">
      <h1>{t("form.title")}</h1>
      <NewPlanForm
        action={makePlanAction}
        coalition={slug}
        backHref={localPath(locale, `/espace/${slug}/plans`)}
        templates={templates.map((name) => ({
          name,
          label: t(`template.${name}.name`),
          hint: t(`template.${name}.hint`),
        }))}
      />
    </div>
  );
}
