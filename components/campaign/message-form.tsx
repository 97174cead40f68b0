"use client";

import { type ReactNode, useActionState } from "react";
import { type Act, Answer, Hidden, untouchedAct } from "@/components/signup/holder-forms";
import { Button } from "@/components/ui/button";
import { Field, TextArea } from "@/components/ui/field";

type FieldWords = {
  name: string;
  label: string;
  hint?: string;
  value?: string;
  maxLength?: number;
  rows?: number;
  type?: string;
};

/** Some fields and one button. What was typed stays after a refusal. */
export function MessageForm({
  action,
  id,
  hidden,
  fields,
  submit,
  busyText,
  kind = "second",
  children,
}: {
  action: Act;
  /** Before the ids of its fields: a page has several such forms. */
  id: string;
  hidden: Record<string, string>;
  fields: readonly FieldWords[];
  submit: string;
  busyText: string;
  kind?: "main" | "second" | "danger";
  children?: ReactNode;
}) {
  const [state, send, busy] = useActionState(action, untouchedAct);
  return (
    <form className="stack fill" action={send} key={state.turn}>
      <Answer state={state} />
      <Hidden values={hidden} />
      {fields.map(({ name, value, rows, ...field }) => {
        const shared = {
          ...field,
          id: `${id}-${name}`,
          name,
          defaultValue: state.values[name] ?? value,
          error: state.errors[name],
        };
        return rows ? (
          <TextArea key={name} {...shared} rows={rows} />
        ) : (
          <Field key={name} {...shared} autoComplete="off" />
        );
      })}
      {children}
      <p>
        <Button kind={kind} busy={busy}>
          {busy ? busyText : submit}
        </Button>
      </p>
    </form>
  );
}
