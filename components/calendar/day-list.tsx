import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { classNames } from "@/components/ui/class-names";
import { byDay } from "@/domain/calendar/items";
import { daySpan, dayToDate } from "@/domain/kernel/spoken-date";
import { languageTag } from "@/domain/kernel/wall-clock";
import type { RibbonView } from "./agenda-props";
import { HereTag, hereStyle } from "./here-tag";
import { type HereByEntry, hereOf, type ItemView, kindClass } from "./item-words";
import { KindMark } from "./kind-mark";

const nobody: HereByEntry = new Map();
type Texts = { cancelled: string; done: string };

/** Dates one below the other, by day. `link` wraps a title: what is pressed here, an address there. */
export function DayList({
  items,
  here = nobody,
  ribbons,
  from,
  locale,
  texts,
  link,
}: {
  items: readonly ItemView[];
  here?: HereByEntry;
  ribbons: readonly RibbonView[];
  /** The first day shown. */
  from: string;
  locale: string;
  texts: Texts;
  link: (item: ItemView) => ReactNode;
}) {
  const days = byDay<ItemView | RibbonView>([...ribbons, ...items], from);
  return (
    <ol className="days">
      {[...days].map(([day, ofDay]) => (
        <li className="dayrow" key={day} id={`jour-${day}`}>
          <DayMark day={day} locale={locale} />
          <div className="stack">
            {ofDay.map((one) =>
              "kind" in one ? null : (
                <p className="natl fill" key={one.key}>
                  <span>{one.title}</span>
                </p>
              ),
            )}
            <ul className="stack fill">
              {ofDay.map((one) =>
                "kind" in one ? (
                  <li
                    className={classNames("item", kindClass[one.kind], hereOf(here, one) && "live")}
                    style={hereStyle(here, one)}
                    key={one.key}
                  >
                    <span className="kk" aria-hidden="true">
                      <KindMark kind={one.kind} letter={one.letter} />
                    </span>
                    <div>
                      <span className={classNames("what", (one.cancelled || one.done) && "is-off")}>
                        <span className="sr">{one.kindWord} : </span>
                        {link(one)} <HereTag here={hereOf(here, one)} />
                      </span>
                      <p className="soft small">{one.line}</p>
                      {one.cancelled ? <Badge tone="full">{texts.cancelled}</Badge> : null}
                      {one.done && !one.cancelled ? <Badge tone="ok">{texts.done}</Badge> : null}
                    </div>
                  </li>
                ) : null,
              )}
            </ul>
          </div>
        </li>
      ))}
    </ol>
  );
}

/** « 18 mer. nov. » */
function DayMark({ day, locale }: { day: string; locale: string }) {
  const { days, month } = daySpan(day, day, locale);
  const weekday = new Intl.DateTimeFormat(languageTag(locale), { weekday: "short", timeZone: "UTC" }).format(
    dayToDate(day),
  );
  return (
    <time className="date" dateTime={day}>
      <b>{days}</b>
      {`${weekday} ${month}`}
    </time>
  );
}
