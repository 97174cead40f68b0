"use client";

import { type ReactNode, useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Check } from "@/components/ui/choice";
import { Field, Select, TextArea } from "@/components/ui/field";
import { Note } from "@/components/ui/note";

/** What a form shows after it was sent. `theirs` is what somebody else wrote meanwhile. */
export type PartState = {
  message: string | null;
  tone: "bad" | "ok";
  errors: Record<string, string>;
  values: Record<string, string>;
  revision: number;
  theirs: string | null;
  /** Changes each time. */
  turn: number;
};
export type PartAction = (before: PartState, form: FormData) => Promise<PartState>;

export type PartField = {
  name: string;
  label: string;
  hint?: string;
  maxLength?: number;
  required?: boolean;
  /** How many lines; one when absent. */
  rows?: number;
  /** A box to tick; ticked, its value is « yes ». */
  check?: boolean;
  options?: readonly { value: string; label: string }[];
};

/** Some fields and one button, saved together. What was typed stays after a refusal; what was saved says so. */
export function PartForm({
  action,
  id,
  hidden,
  fields,
  values,
  revision = 0,
  texts,
  kind = "second",
  children,
}: {
  action: PartAction;
  /** Before the ids of its fields: a page has several such forms. */
  id: string;
  hidden: Readonly<Record<string, string>>;
  fields: readonly PartField[];
  values: Readonly<Record<string, string>>;
  revision?: number;
  texts: { save: string; busy: string; theirs: string };
  kind?: "main" | "second";
  children?: ReactNode;
}) {
  const [state, send, busy] = useActionState(action, {
    message: null,
    tone: "ok",
    errors: {},
    values,
    revision,
    theirs: null,
    turn: 0,
  });
  return (
    <form className="stack partform" action={send} key={state.turn}>
      {Object.entries({ ...hidden, revision: String(state.revision) }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {fields.map(({ name, rows, options, check, ...field }) => {
        const shared = {
          ...field,
          id: `${id}-${name}`,
          name,
          defaultValue: state.values[name],
          error: state.errors[name],
        };
        if (check)
          return (
            <Check key={name} id={shared.id} name={name} value="yes" error={shared.error}>
              {field.label}
            </Check>
          );
        if (options) return <Select key={name} {...shared} options={options} />;
        return rows ? (
          <TextArea key={name} {...shared} rows={rows} />
        ) : (
          <Field key={name} {...shared} autoComplete="off" />
        );
      })}
      {children}
      {state.theirs !== null && (
        <TextArea id={`${id}-theirs`} label={texts.theirs} value={state.theirs} readOnly rows={6} />
      )}
      {state.message !== null && (
        <Note tone={state.tone} role={state.tone === "ok" ? "status" : "alert"}>
          {state.message}
        </Note>
      )}
      <p>
        <Button kind={kind} busy={busy}>
          {busy ? texts.busy : texts.save}
        </Button>
      </p>
    </form>
  );
}
