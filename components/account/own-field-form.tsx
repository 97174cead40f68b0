"use client";

import { type ComponentProps, useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";

export type OwnFieldState = { value: string; fieldError: string | null; saved: boolean };
export type OwnFieldAction = (previous: OwnFieldState, form: FormData) => Promise<OwnFieldState>;

/** One thing that a person says of themselves: how they want to be called, the number they may be called at. */
export function OwnFieldForm({
  action,
  value,
  texts,
  kind,
  ...input
}: {
  action: OwnFieldAction;
  value: string;
  texts: { label: string; hint: string; save: string; saved: string };
  kind: "main" | "second";
} & Pick<ComponentProps<"input">, "name" | "type" | "inputMode" | "autoComplete" | "maxLength">) {
  const [state, submit, busy] = useActionState(action, { value, fieldError: null, saved: false });
  return (
    <form className="stack fill" action={submit}>
      <Field
        id={input.name ?? ""}
        label={texts.label}
        hint={texts.hint}
        error={state.fieldError}
        defaultValue={state.value}
        key={state.value}
        {...input}
      />
      <div className="row">
        <Button kind={kind} busy={busy}>
          {texts.save}
        </Button>
        <span className="soft" role="status">
          {state.saved ? texts.saved : ""}
        </span>
      </div>
    </form>
  );
}
