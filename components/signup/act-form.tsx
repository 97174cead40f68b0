"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, startTransition, useActionState, useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { Note } from "@/components/ui/note";

/** What an organiser's act answers: a refusal in words, and the fields that were wrong. */
export type ActState = {
  readonly done: boolean;
  readonly message: string | null;
  /** Names of wrong fields and the key of their explanation. */
  readonly fields: Readonly<Record<string, string>>;
};
export type Act = (state: ActState, form: FormData) => Promise<ActState>;

/** What an organiser may do about one person. */
export type PersonActs = {
  readonly confirm: Act;
  readonly move: Act;
  readonly pay: Act;
  readonly cancel: Act;
  readonly answer: Act;
};

const untouched: ActState = { done: false, message: null, fields: {} };
const known = ["firstName", "phone", "party", "direction", "stop", "reason", "email", "accessNeed", "price"] as const;

/** One act by a form. What was typed stays after a refusal, which is said where the button is. */
export function ActForm({
  act,
  hidden,
  submit,
  kind = "second",
  icon,
  wide,
  anew = false,
  onDone,
  children,
}: {
  act: Act;
  hidden: Readonly<Record<string, string>>;
  submit: ReactNode;
  kind?: "second" | "danger" | "quiet";
  icon?: "check";
  wide?: boolean;
  /** Once it is done the form is empty again: sent twice, it would make the same thing twice. */
  anew?: boolean;
  onDone?: () => void;
  children?: ReactNode;
}) {
  const t = useTranslations("aboard.error");
  const [state, submitted, pending] = useActionState(act, untouched);
  const box = useRef<HTMLFormElement>(null);
  const done = useRef(onDone);
  done.current = onDone;
  useEffect(() => {
    if (!state.done) return;
    if (anew) box.current?.reset();
    done.current?.();
  }, [state, anew]);
  return (
    <form
      ref={box}
      className="actform"
      action={submitted}
      onSubmit={(event) => {
        // A form that is sent by its action alone is emptied by React, refused or not.
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        startTransition(() => submitted(form));
      }}
    >
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
      {Object.values(state.fields).map((key) => (
        <FieldError key={key}>{t(known.find((each) => each === key) ?? "other")}</FieldError>
      ))}
      {state.message !== null && (
        <Note tone="bad" role="alert">
          {state.message}
        </Note>
      )}
      <Button kind={kind} slim={!wide} wide={wide} busy={pending} icon={icon}>
        {submit}
      </Button>
    </form>
  );
}
