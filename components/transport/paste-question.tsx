"use client";

import { useTranslations } from "next-intl";
import { useEffect, useId, useRef } from "react";
import { Button } from "@/components/ui/button";
import { Note } from "@/components/ui/note";

type Answer = "add" | "fit" | "no";

/** Asked before a paste that is longer than the sheet: nothing is dropped unsaid, and nothing is written yet. */
export function PasteQuestion({
  rows,
  fits,
  onAnswer,
  onDone,
}: {
  /** How many lines found no row. */
  rows: number;
  /** Whether anything at all finds a place. */
  fits: boolean;
  onAnswer: (answer: Answer) => void;
  onDone: () => void;
}) {
  const t = useTranslations("sheet");
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  useEffect(() => box.current?.querySelector("button")?.focus(), []);
  const answer = (given: Answer) => {
    onAnswer(given);
    onDone();
  };
  return (
    <div
      className="pastequestion"
      role="alertdialog"
      aria-labelledby={id}
      ref={box}
      onKeyDown={(event) => {
        if (event.key === "Escape") answer("no");
      }}
    >
      <Note>
        <p id={id}>{t("pasteQuestion.text", { rows })}</p>
        <p className="row">
          <Button type="button" kind="second" slim onClick={() => answer("add")}>
            {t("pasteQuestion.add", { rows })}
          </Button>
          {fits && (
            <Button type="button" kind="quiet" slim onClick={() => answer("fit")}>
              {t("pasteQuestion.fit")}
            </Button>
          )}
          <Button type="button" kind="quiet" slim onClick={() => answer("no")}>
            {t("pasteQuestion.no")}
          </Button>
        </p>
      </Note>
    </div>
  );
}
