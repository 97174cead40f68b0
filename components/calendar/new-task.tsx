"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Field } from "@/components/ui/field";
import type { Result } from "@/domain/kernel/result";

/** One line for a new task: what, and until when if one knows. What was typed stays when it is refused. */
export function NewTask({ add }: { add: (title: string, due: string | null) => Result<string> }) {
  const t = useTranslations("tasks");
  const tr = useTranslations("refusal");
  const [refused, setRefused] = useState<string | null>(null);
  const form = useRef<HTMLFormElement>(null);
  return (
    <form
      ref={form}
      className="newtask"
      onSubmit={(event) => {
        event.preventDefault();
        const typed = new FormData(event.currentTarget);
        const title = String(typed.get("title")).trim();
        if (title === "") return;
        const made = add(title, String(typed.get("due")) || null);
        if (!made.ok) return setRefused(tr(made.refusal.code));
        setRefused(null);
        form.current?.reset();
        form.current?.querySelector("input")?.focus();
      }}
    >
      <Field id="new-task" name="title" label={t("newLabel")} maxLength={200} required error={refused} />
      <Field id="new-due" name="due" type="date" label={t("newDue")} />
      <button type="submit" className="btn main">
        {t("add")}
      </button>
    </form>
  );
}
