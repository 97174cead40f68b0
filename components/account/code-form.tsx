"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { CodeField } from "@/components/ui/code-field";

export type CodeFormState = { code: string; error: string | null };
export type CodeFormAction = (previous: CodeFormState, form: FormData) => Promise<CodeFormState>;

/** Second step: six digits. Works without JavaScript; a wrong code stays to be mended. */
export function CodeForm({
  action,
  texts,
}: {
  action: CodeFormAction;
  texts: { label: string; hint: string; enter: string };
}) {
  const [state, submit, busy] = useActionState(action, { code: "", error: null });
  return (
    <form className="stack fill" action={submit}>
      <CodeField
        id="code"
        name="code"
        label={texts.label}
        hint={texts.hint}
        error={state.error}
        defaultValue={state.code}
        key={state.code}
      />
      <Button kind="main" busy={busy}>
        {texts.enter}
      </Button>
    </form>
  );
}
