"use client";

import { useLocale, useTranslations } from "next-intl";
import type { EntryValues } from "@/domain/calendar/entry-issues";
import type { RibbonView } from "./agenda-props";
import { DayList } from "./day-list";
import { type HereByEntry, type ItemView, leadsTo } from "./item-words";

/** The agenda as a list by day, and below it what has no date yet. */
export function AgendaList({
  items,
  here,
  ribbons,
  from,
  undated,
  texts,
  empty,
  onOpen,
}: {
  items: readonly ItemView[];
  here: HereByEntry;
  ribbons: readonly RibbonView[];
  from: string;
  undated: readonly { key: string; values: EntryValues }[];
  texts: { cancelled: string; done: string };
  empty: string;
  onOpen: (key: string) => void;
}) {
  const t = useTranslations("agenda");
  const locale = useLocale();
  const press = (key: string, title: string) => (
    <button type="button" className="press" onClick={() => onOpen(key)}>
      {title}
    </button>
  );
  return (
    <>
      {items.length + ribbons.length === 0 ? (
        <div className="empty">
          <p>{empty}</p>
        </div>
      ) : (
        <DayList
          items={items}
          here={here}
          ribbons={ribbons}
          from={from}
          locale={locale}
          texts={texts}
          link={(item) =>
            item.href === null ? (
              press(item.key, item.title)
            ) : leadsTo(item.href) ? (
              <a href={item.href}>{item.title}</a>
            ) : (
              <strong>{item.title}</strong>
            )
          }
        />
      )}
      {undated.length === 0 ? null : (
        <section className="section" aria-labelledby="sans-date">
          <header>
            <h2 id="sans-date">{t("undated")}</h2>
          </header>
          <ul className="rows item-rows">
            {undated.map(({ key, values }) => (
              <li className="item" key={key}>
                <div>
                  {press(key, values.title)}
                  <p className="soft small">{t(`kind.${values.kind}`)}</p>
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
