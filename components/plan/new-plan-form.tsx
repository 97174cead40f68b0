"use client";

import { useTranslations } from "next-intl";
import { useActionState, useId } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import { Choice } from "@/components/ui/choice";
import { Field } from "@/components/ui/field";
import { planLimits } from "@/domain/plan/body";

/** What was typed before, and what was wrong with it. */
export type NewPlanState = {
  readonly values: Readonly<Record<string, string>>;
  readonly errors: Readonly<Record<string, string>>;
};

const untouched: NewPlanState = { values: {}, errors: {} };

/** Title, and what the plan begins with. Works without JavaScript. */
export function NewPlanForm({
  action,
  coalition,
  backHref,
  templates,
}: {
  action: (before: NewPlanState, form: FormData) => Promise<NewPlanState>;
  coalition: string;
  backHref: string;
  templates: readonly { readonly name: string; readonly label: string; readonly hint: string }[];
}) {
  const t = useTranslations("plan.form");
  const id = useId();
  const [{ values, errors }, send, pending] = useActionState(action, untouched);
  const choices = [{ name: "", label: t("blank"), hint: t("blankHint") }, ...templates];
  return (
    <form action={send} className="stack planform" noValidate>
      <input type="hidden" name="coalition" value={coalition} />
      <Field
        id={`${id}-title`}
        name="title"
        label={t("name")}
        hint={t("nameHint")}
        error={errors.title}
        defaultValue={values.title}
        maxLength={planLimits.title}
        autoComplete="off"
        required
      />
      <Choice
        name="template"
        legend={t("template")}
        defaultValue={values.template ?? ""}
        options={choices.map(({ name, label, hint }) => ({
          value: name,
          label: (
            <>
              <strong>{label}</strong> <span className="soft">{hint}</span>
            </>
          ),
        }))}
      />
      <div className="planday">
        <Field
          id={`${id}-day`}
          name="day"
          type="date"
          label={t("day")}
          hint={t("dayHint")}
          error={errors.day}
          defaultValue={values.day}
        />
      </div>
      <div className="row">
        <Button kind="main" busy={pending}>
          {t("create")}
        </Button>
        <ButtonLink kind="quiet" href={backHref}>
          {t("back")}
        </ButtonLink>
      </div>
    </form>
  );
}
