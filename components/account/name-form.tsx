"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";

export type NameFormState = { name: string; fieldError: string | null; saved: boolean };
export type NameFormAction = (previous: NameFormState, form: FormData) => Promise<NameFormState>;

/** How one wants to be called. */
export function NameForm({
  action,
  name,
  texts,
}: {
  action: NameFormAction;
  name: string;
  texts: { label: string; hint: string; save: string; saved: string };
}) {
  const [state, submit, busy] = useActionState(action, { name, fieldError: null, saved: false });
  return (
    <form className="stack fill" action={submit}>
      <Field
        id="name"
        name="name"
        autoComplete="given-name"
        maxLength={80}
        label={texts.label}
        hint={texts.hint}
        error={state.fieldError}
        defaultValue={state.name}
        key={state.name}
      />
      <div className="row">
        <Button kind="main" busy={busy}>
          {texts.save}
        </Button>
        <span className="soft" role="status">
          {state.saved ? texts.saved : ""}
        </span>
      </div>
    </form>
  );
}
