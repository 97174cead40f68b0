"use client";

import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef } from "react";
import { Icon } from "@/components/ui/icon";
import { modePaper } from "@/components/ui/ticket";
import { modeOf, type SheetRow } from "@/domain/transport/schema";
import { longDay } from "./wall-clock";

/** The open trip beside the grid. Escape closes it. */
export function TripPanel({
  row,
  day,
  onClose,
  children,
}: {
  row: SheetRow;
  day: string;
  onClose: () => void;
  children: ReactNode;
}) {
  const t = useTranslations("sheet");
  const locale = useLocale();
  const mode = modeOf(row.mode);
  const title = useRef<HTMLHeadingElement>(null);
  const before = useRef<Element | null>(null);
  const id = row.id;
  useEffect(() => {
    before.current = document.activeElement;
    // The panel is in sight: the page must not move under the grid.
    if (id !== "") title.current?.focus({ preventScroll: true });
    return () => {
      if (before.current instanceof HTMLElement && before.current.isConnected) before.current.focus();
    };
  }, [id]);
  return (
    <aside
      className="panel"
      aria-labelledby={`panel-${row.id}`}
      onKeyDown={(event) => {
        // An open menu takes the key for itself.
        if (event.key !== "Escape" || (event.target instanceof Element && event.target.closest(".pop[open]"))) return;
        onClose();
      }}
    >
      <div className="ticket flat" data-mode={mode === null ? undefined : modePaper(mode)}>
        <div className="stub">
          {mode !== null && <Icon name={mode} />}
          <div>
            <h2 id={`panel-${row.id}`} tabIndex={-1} ref={title}>
              {row.title.trim() || t("untitled")}
            </h2>
            {day !== "" && longDay(day, locale)}
          </div>
          <button type="button" className="btn quiet only slim" aria-label={t("closePanel")} onClick={onClose}>
            <Icon name="close" />
          </button>
        </div>
        <div className="body">{children}</div>
      </div>
    </aside>
  );
}
