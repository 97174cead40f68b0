"use client";

import type { Editor } from "@tiptap/core";
import { yUndoPluginKey } from "@tiptap/y-tiptap";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
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
    void import("./put-in").then(
      ({ putIn }) => {
        if (editor.isDestroyed) return;
        yUndoPluginKey.getState(editor.state)?.undoManager.stopCapturing();
        say(t(putIn(editor, wanted, imagesHref)));
      },
      () => say(t("editorFailed")),
    );
  }, [editor, ready, wanted, imagesHref, say, t]);
}
