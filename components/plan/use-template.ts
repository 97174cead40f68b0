"use client";

import type { Editor } from "@tiptap/core";
import { useLocale, useTranslations } from "next-intl";
import { useEffect } from "react";
import type { Doc } from "yjs";
import type { NewEntry } from "@/domain/calendar/agenda";
import { noteTemplate, writtenTemplate } from "@/domain/plan/plan";
import type { PlanProps } from "./plan-props";
import { templateContent } from "./template-content";

/**
 * Writes the template into a plan that its author opens for the first time: an edit like any other, one step to undo.
 * `template`: only once what the server holds is here, so that nobody's words are taken for an empty plan. `write` makes an
 * entry, `follow` has undoing take entries back.
 */
export function useTemplate(
  doc: Doc,
  editor: Editor,
  template: PlanProps["template"],
  write: (fields: NewEntry) => string | null,
  follow: (ids: readonly string[]) => void,
): void {
  const t = useTranslations("plan.template");
  const locale = useLocale();
  useEffect(() => {
    if (template === null || writtenTemplate(doc) !== null) return;
    noteTemplate(doc, template.name);
    if (!editor.isEmpty) return;
    const ids: string[] = [];
    const content = templateContent(
      template,
      (key, values) => t(key as never, values as never),
      locale,
      (fields) => {
        const id = write(fields);
        if (id !== null) ids.push(id);
        return id;
      },
    );
    editor.commands.setContent(content);
    follow(ids);
  }, [doc, editor, template, t, locale, write, follow]);
}
