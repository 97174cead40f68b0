"use client";

import { useTranslations } from "next-intl";
import { useActionState, useId } from "react";
import { Button } from "@/components/ui/button";
import { Segmented } from "@/components/ui/choice";
import { Field } from "@/components/ui/field";
import { Note } from "@/components/ui/note";

export type ShareState = { readonly href: string | null; readonly message: string | null };

/** A link to read the plan, for so many days. Its address is shown once, to be copied. */
export function ShareForm({
  action,
  coalition,
  plan,
  options,
}: {
  action: (before: ShareState, form: FormData) => Promise<ShareState>;
  coalition: string;
  plan: string;
  options: readonly { readonly value: string; readonly label: string }[];
}) {
  const t = useTranslations("plan.share");
  const id = useId();
  const [{ href, message }, send, pending] = useActionState(action, { href: null, message: null });
  return (
    <form action={send} className="stack">
      <input type="hidden" name="coalition" value={coalition} />
      <input type="hidden" name="plan" value={plan} />
      <Segmented name="days" legend={t("length")} options={[...options]} defaultValue={options[1]?.value} />
      {message !== null && (
        <Note tone="bad" role="alert">
          {message}
        </Note>
      )}
      <div className="row">
        <Button kind="main" busy={pending}>
          {t("make")}
        </Button>
      </div>
      {href !== null && (
        <div role="status">
          <Field
            id={id}
            label={t("address")}
            hint={t("once")}
            value={href}
            readOnly
            onFocus={(event) => event.currentTarget.select()}
          />
        </div>
      )}
    </form>
  );
}
