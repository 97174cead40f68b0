"use client";

import { useActionState } from "react";
import { type Act, Answer, Hidden, untouchedAct } from "@/components/signup/holder-forms";
import { Button } from "@/components/ui/button";
import { Check } from "@/components/ui/choice";
import { Field } from "@/components/ui/field";

type Texts = Record<
  | "title"
  | "startsOn"
  | "endsOn"
  | "endsOnHint"
  | "scope"
  | "scopeHint"
  | "reason"
  | "reasonHint"
  | "anyway"
  | "save"
  | "busy",
  string
>;

/** A key date, made or changed. Works without JavaScript. */
export function KeyDateForm({
  action,
  values,
  texts,
}: {
  action: Act;
  /** Of the date as it stands; without an `id` it is a new one. */
  values: Record<"id" | "revision" | "title" | "startsOn" | "endsOn" | "scope", string>;
  texts: Texts;
}) {
  const [state, send, busy] = useActionState(action, untouchedAct);
  const of = (name: "title" | "startsOn" | "endsOn" | "scope" | "reason") => ({
    id: name,
    name,
    label: texts[name],
    defaultValue: state.values[name] ?? (name === "reason" ? "" : values[name]),
    error: state.errors[name],
    autoComplete: "off",
  });
  return (
    <form className="stack fill narrow-form" action={send} key={state.turn}>
      <Answer state={state} />
      <Hidden values={{ id: values.id, revision: values.revision }} />
      <Field {...of("title")} maxLength={120} required />
      <Field {...of("startsOn")} type="date" required />
      <Field {...of("endsOn")} type="date" hint={texts.endsOnHint} />
      <Field {...of("scope")} maxLength={120} hint={texts.scopeHint} required />
      {values.id ? <Field {...of("reason")} maxLength={300} hint={texts.reasonHint} /> : null}
      {state.errors.anyway ? (
        <Check id="anyway" name="anyway" error={state.errors.anyway}>
          {texts.anyway}
        </Check>
      ) : null}
      <p>
        <Button kind="main" busy={busy}>
          {busy ? texts.busy : texts.save}
        </Button>
      </p>
    </form>
  );
}
