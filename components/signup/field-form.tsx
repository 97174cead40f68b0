"use client";
import { type ReactNode, useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import type { IconName } from "@/components/ui/icon";
import { type Act, Answer, Hidden, untouchedAct } from "./holder-forms";

type FieldOf = { name: string; label: string; type?: "text" | "email" | "tel"; hint?: string; required?: boolean };

/** A few fields and one button. What was typed comes back with what was wrong. */
export function FieldForm({
  action,
  hidden,
  id,
  fields,
  submit,
  busyText,
  kind = "second",
  icon,
  children,
}: {
  action: Act;
  hidden: Record<string, string>;
  /** Before the names of its fields: a page has several such forms. */
  id: string;
  fields: readonly FieldOf[];
  submit: string;
  busyText: string;
  kind?: "second" | "danger";
  icon?: IconName;
  children?: ReactNode;
}) {
  const [state, send, busy] = useActionState(action, untouchedAct);
  return (
    <form className="stack" action={send} key={state.turn}>
      <Hidden values={hidden} />
      {children}
      <Answer state={state} />
      {fields.map(({ name, label, type = "text", hint, required }) => (
        <Field
          key={name}
          id={`${id}-${name}`}
          name={name}
          type={type}
          label={label}
          hint={hint}
          required={required}
          autoComplete="off"
          defaultValue={state.values[name]}
          error={state.errors[name]}
        />
      ))}
      <p>
        <Button kind={kind} slim icon={icon} busy={busy}>
          {busy ? busyText : submit}
        </Button>
      </p>
    </form>
  );
}
