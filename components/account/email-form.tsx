"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Note } from "@/components/ui/note";

/** What the action answers when it does not lead on: what was typed, and what was wrong with it, in words. */
export type EmailFormState = { email: string; fieldError: string | null; error: string | null };
export type EmailFormAction = (previous: EmailFormState, form: FormData) => Promise<EmailFormState>;

/** First step: one field, one button. Works without JavaScript. */
export function EmailForm({
  action,
  email,
  returnPath,
  kind,
  texts,
}: {
  action: EmailFormAction;
  email: string;
  returnPath: string;
  kind: "main" | "second";
  texts: { label: string; send: string };
}) {
  const [state, submit, busy] = useActionState(action, { email, fieldError: null, error: null });
  return (
    <form className="stack fill" action={submit} noValidate>
      {state.error ? (
        <Note tone="bad" role="alert">
          <p>{state.error}</p>
        </Note>
      ) : null}
      <Field
        id="email"
        name="email"
        type="email"
        big
        required
        autoComplete="email"
        inputMode="email"
        label={texts.label}
        error={state.fieldError}
        defaultValue={state.email}
        // A form that the server answered is filled in anew; the key lets what was typed stand.
        key={state.email}
      />
      <input type="hidden" name="returnPath" value={returnPath} />
      <Button kind={kind} busy={busy}>
        {texts.send}
      </Button>
    </form>
  );
}
