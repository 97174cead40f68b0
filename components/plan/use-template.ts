"use client";

import type { Editor } from "@tiptap/core";
import { useLocale, useTranslations } from "next-intl";
import { useEffect } from "react";
import type { Doc } from "yjs";
import { noteTemplate, writtenTemplate } from "@/domain/plan/plan";
import type { PlanProps } from "./plan-props";
import { templateContent } from "./template-content";
import type { Entries } from "./use-entries";

/**
 * Writes the template into a plan that its author opens for the first time: an edit like any other, one step to undo.
 * `ready`: what the server holds is here, so that nobody's words are taken for an empty plan.
 */
export function useTemplate(
  doc: Doc | undefined,
  editor: Editor | null,
  ready: boolean,
  template: PlanProps["template"],
  { writable, write, follow }: Pick<Entries, "writable" | "write" | "follow">,
): void {
  const t = useTranslations("plan.template");
  const locale = useLocale();
  useEffect(() => {
    if (doc === undefined || editor === null || !ready || !writable || template === null) return;
    if (writtenTemplate(doc) !== null) return;
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
    follow(editor, ids);
  }, [doc, editor, ready, writable, template, t, locale, write, follow]);
}
