"use client";

import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import { itemsOf } from "@/domain/calendar/items";
import { moved } from "@/domain/calendar/recurrence";
import type { AgendaProps } from "./agenda-props";
import { DayList } from "./day-list";
import { itemView, leadsTo, monthTitle, overlayItem } from "./item-words";

/** How far the list of a page that is opened looks ahead, in days. */
export const listDays = 60;

/** What the server knew of the agenda, to be read before the document is there. */
export function AgendaReading({ entries, ribbons, today, overlays }: AgendaProps) {
  const t = useTranslations("agenda");
  const locale = useLocale();
  const to = moved(today, listDays);
  const items = useMemo(
    () =>
      itemsOf(
        entries.map(({ key, values, figures }) => ({ key, values, cancelled: figures.cancelReason !== null })),
        today,
        to,
      ).map((item) => itemView(item, t, locale, null)),
    [entries, today, to, t, locale],
  );
  const near = <T extends { start: string; end: string | null }>(list: readonly T[]) =>
    list.filter(({ start, end }) => start.slice(0, 10) <= to && (end ?? start).slice(0, 10) >= today);
  return (
    <div className="agenda-page">
      <div className="work-head">
        <div className="head">
          <h1>{monthTitle(today.slice(0, 7), locale)}</h1>
        </div>
      </div>
      {items.length + near(ribbons).length === 0 ? null : (
        <DayList
          items={[...items, ...near(overlays).map((overlay) => overlayItem(overlay, t, locale))]}
          ribbons={near(ribbons)}
          from={today}
          locale={locale}
          texts={{ cancelled: t("cancelled"), done: t("done") }}
          link={(item) => (leadsTo(item.href) ? <a href={item.href}>{item.title}</a> : <strong>{item.title}</strong>)}
        />
      )}
    </div>
  );
}
