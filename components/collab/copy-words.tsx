"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";

/** Puts lines on the clipboard; where the browser refuses, they are shown to be copied by hand. */
export function CopyWords({ words }: { words: () => readonly string[] | Promise<readonly string[]> }) {
  const t = useTranslations("collab");
  const id = useId();
  const [state, setState] = useState<{ copied: boolean; text: string } | null>(null);
  async function copy() {
    const text = (await words()).join("\n");
    const copied = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
    setState({ copied, text });
  }
  return (
    <>
      <button type="button" className="btn second slim" onClick={() => void copy()}>
        {t("copyUnsent")}
      </button>
      <span role="status">{state?.copied && t("copied")}</span>
      {state !== null && !state.copied && (
        <span className="field">
          <label htmlFor={id}>{t("copyByHand")}</label>
          <textarea id={id} className="input" readOnly rows={4} value={state.text} />
        </span>
      )}
    </>
  );
}
