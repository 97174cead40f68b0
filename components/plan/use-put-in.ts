"use client";

import type { Editor } from "@tiptap/core";
import { yUndoPluginKey } from "@tiptap/y-tiptap";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { markdownLimits, readMarkdown } from "@/domain/plan/read-markdown";
import { contentOf } from "./content";
import type { Wanted } from "./plan-props";

/**
 * Writes what was wanted into the plan, once what the server holds is here: an edit of this person like any other, and one
 * step to undo.
 */
export function usePutIn(
  editor: Editor | null,
  ready: boolean,
  wanted: Wanted | null,
  imagesHref: string,
  say: (words: string) => void,
): void {
  const t = useTranslations("plan");
  const done = useRef<Wanted | null>(null);
  useEffect(() => {
    if (editor === null || !ready || wanted === null || done.current === wanted) return;
    done.current = wanted;
    yUndoPluginKey.getState(editor.state)?.undoManager.stopCapturing();
    if (wanted.kind === "version") {
      editor.commands.setContent(contentOf(wanted.body));
      say(t("putBack"));
      return;
    }
    if (wanted.text.length > markdownLimits.bytes) {
      say(t("importTooLarge"));
      return;
    }
    const { body } = readMarkdown(wanted.text, (href) => {
      const at = href.lastIndexOf(`${imagesHref}/`);
      return at === -1 ? null : href.slice(at + imagesHref.length + 1);
    });
    if (editor.isEmpty) editor.commands.setContent(contentOf(body));
    else editor.commands.insertContentAt(editor.state.doc.content.size, contentOf(body));
    say(t("imported"));
  }, [editor, ready, wanted, imagesHref, say, t]);
}
