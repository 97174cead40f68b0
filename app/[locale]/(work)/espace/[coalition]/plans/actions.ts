"use server";

import { refresh } from "next/cache";
import { notFound, redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { currentActor } from "@/app/actor";
import { fieldOf, typedIn } from "@/app/form-fields";
import { localPath } from "@/app/i18n/local-path";
import { services } from "@/app/services";
import type { NewPlanState } from "@/components/plan/new-plan-form";

const fields = ["title", "template", "day"] as const;
const known = ["required", "tooLong", "day"] as const;

/** « Nouveau plan »: to the plan that was made, or what was wrong. */
export async function makePlanAction(_before: NewPlanState, form: FormData): Promise<NewPlanState> {
  const values = typedIn(form, fields);
  const slug = fieldOf(form, "coalition");
  const made = await services().plan.make(await currentActor(), { ...values, coalition: slug });
  if (made.ok) redirect(localPath(await getLocale(), `/espace/${slug}/plans/${made.value}`));
  if (made.refusal.code !== "invalid") notFound();
  const t = await getTranslations("plan.form.error");
  const errors = Object.entries(made.refusal.fields ?? {}).map(([field, key]) => [
    field,
    t(known.find((each) => each === key) ?? "required"),
  ]);
  return { values, errors: Object.fromEntries(errors) };
}

/** Puts a plan away, or takes it out again. */
export async function archivePlanAction(form: FormData): Promise<void> {
  const done = await services().plan.archive(await currentActor(), {
    coalition: fieldOf(form, "coalition"),
    plan: fieldOf(form, "plan"),
    archived: fieldOf(form, "archived") === "yes",
  });
  if (!done.ok) notFound();
  refresh();
}
