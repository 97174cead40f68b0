"use client";

import { useTranslations } from "next-intl";
import { type RefObject, useEffect, useRef, useState } from "react";

/** Fields that bring up a keyboard or a wheel, in the order of the page; what is folded away is not among them. */
function fieldsIn(box: HTMLElement): HTMLElement[] {
  const all = box.querySelectorAll<HTMLElement>('input:not([type="radio"], [type="checkbox"]), textarea');
  return [...all].filter((field) => field.getClientRects().length > 0 && !field.matches(":disabled"));
}

function focusedAmong(fields: readonly HTMLElement[]): number {
  return fields.findIndex((field) => field.matches(":focus"));
}

/**
 * Above the keyboard while a field of `within` is edited: which one, « OK » and « Suivant ». Neither takes the focus,
 * so that going on to the next field does not close the keyboard. Enter goes on too.
 */
export function KeyboardBar({ within }: { within: RefObject<HTMLElement | null> }) {
  const t = useTranslations("sheet");
  const [field, setField] = useState<{ name: string; last: boolean } | null>(null);
  const bar = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const box = within.current?.closest<HTMLElement>("dialog") ?? within.current;
    if (box === null) return;
    const look = () => {
      const fields = fieldsIn(box);
      const at = focusedAmong(fields);
      setField(at === -1 ? null : { name: nameOf(fields[at]), last: at === fields.length - 1 });
      if (at !== -1) fields[at]?.scrollIntoView({ block: "nearest" });
    };
    // Leaving one field for another is one change, not a bar that comes and goes.
    const onBlur = () => queueMicrotask(look);
    const onEnter = (event: KeyboardEvent) => {
      if (event.key !== "Enter" || event.isComposing || !(event.target instanceof HTMLInputElement)) return;
      event.preventDefault();
      goOn(box);
    };
    const viewport = window.visualViewport;
    const place = () => {
      const hidden = viewport === null ? 0 : window.innerHeight - viewport.height - viewport.offsetTop;
      box.style.setProperty("--keyboard", `${Math.max(0, Math.round(hidden))}px`);
    };
    place();
    box.addEventListener("focusin", look);
    box.addEventListener("focusout", onBlur);
    box.addEventListener("keydown", onEnter, true);
    viewport?.addEventListener("resize", place);
    viewport?.addEventListener("scroll", place);
    return () => {
      box.removeEventListener("focusin", look);
      box.removeEventListener("focusout", onBlur);
      box.removeEventListener("keydown", onEnter, true);
      viewport?.removeEventListener("resize", place);
      viewport?.removeEventListener("scroll", place);
    };
  }, [within]);

  if (field === null) return null;
  const box = () => bar.current?.closest<HTMLElement>("dialog") ?? null;
  const stay = (event: { preventDefault(): void }) => event.preventDefault();
  return (
    <div className="keybar" role="toolbar" aria-label={t("editing")} ref={bar} onMouseDown={stay}>
      <span className="soft">{field.name}</span>
      <button type="button" className="btn quiet slim" tabIndex={-1} onClick={leave}>
        {t("ok")}
      </button>
      {!field.last && (
        <button type="button" className="btn second slim" tabIndex={-1} onClick={() => goOn(box())}>
          {t("next")}
        </button>
      )}
    </div>
  );
}

function leave(): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}

/** To the next field, in the same tap: a keyboard that is open stays open. After the last one, it closes. */
function goOn(box: HTMLElement | null): void {
  const fields = box === null ? [] : fieldsIn(box);
  const next = fields[focusedAmong(fields) + 1];
  if (next === undefined) leave();
  else next.focus();
}

function nameOf(field: HTMLElement | undefined): string {
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return "";
  return field.ariaLabel ?? field.labels?.[0]?.textContent ?? "";
}
