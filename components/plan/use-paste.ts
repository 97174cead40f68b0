"use client";

import type { Editor } from "@tiptap/core";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import type { Pasted } from "./paste";
import type { EntryHands } from "./plan-agenda";
import type { PlanProps } from "./plan-props";
import type { Later } from "./use-later";

/**
 * What happens to pasted text: Word's is made plain, images are sent first, and entries of another coalition become ones of
 * this, for which it waits until the agenda is here. `say` gets words for the person.
 */
export function usePaste({
  plan,
  editor,
  later,
  hands,
  agendaComes,
  say,
}: {
  plan: PlanProps;
  editor: Editor | null;
  later: Later | null;
  hands: EntryHands | null;
  /** Whether entries cannot be written yet, but may be soon. */
  agendaComes: boolean;
  say: (words: string) => void;
}): { clean: (html: string) => string; take: (into: Editor, data: DataTransfer) => boolean } {
  const t = useTranslations("plan");
  const { coalitionId, imagesHref } = plan;
  const waiting = useRef<Pasted | null>(null);
  const waits = ({ html }: Pasted) => later === null || (agendaComes && later.hasForeignEntries(html, coalitionId));
  const images = (into: Editor, pasted: Pasted) =>
    later?.pasteImages(into, pasted, imagesHref, {
      sending: (count) => say(t("image.sending", { count })),
      sent: (lost) => say(lost === 0 ? "" : t("image.lost", { count: lost })),
    }) ?? false;
  useEffect(() => {
    const pasted = waiting.current;
    if (editor === null || pasted === null || waits(pasted)) return;
    waiting.current = null;
    say("");
    if (!images(editor, pasted)) editor.view.pasteHTML(pasted.html);
  });
  return {
    clean: (html) =>
      later === null
        ? html
        : later.adoptEntries(later.cleanPastedHtml(html), coalitionId, (fields) => hands?.write(fields) ?? null),
    take: (into, data) => {
      const pasted = { html: data.getData("text/html"), files: [...data.files] };
      if (pasted.html === "" && pasted.files.length === 0) return false;
      if (!waits(pasted)) return images(into, pasted);
      waiting.current = pasted;
      say(t("pasteWaits"));
      return true;
    },
  };
}
