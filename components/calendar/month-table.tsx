import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import { dayNumber, dayToDate, monthName } from "@/domain/kernel/spoken-date";
import { languageTag } from "@/domain/kernel/wall-clock";
import type { RibbonView } from "./agenda-props";
import { HereTag } from "./here-tag";
import { type HereByEntry, hereOf, type ItemView, kindClass } from "./item-words";
import { KindMark } from "./kind-mark";

const nobody: HereByEntry = new Map();
type Texts = { caption: string; today: string; cancelled: string };

/**
 * A month, one column a day of the week. On a phone there is room for letters only; the list beside it says the rest, and
 * a day leads there.
 */
export function MonthTable({
  month,
  weeks,
  today,
  items,
  here = nobody,
  ribbons,
  locale,
  texts,
  link,
}: {
  month: string;
  weeks: readonly (readonly string[])[];
  today: string;
  items: readonly ItemView[];
  here?: HereByEntry;
  ribbons: readonly RibbonView[];
  locale: string;
  texts: Texts;
  link: (item: ItemView, content: ReactNode, className: string) => ReactNode;
}) {
  const weekday = new Intl.DateTimeFormat(languageTag(locale), { weekday: "long", timeZone: "UTC" });
  const on = <T extends { start: string; end: string | null }>(list: readonly T[], day: string) =>
    list.filter(({ start, end }) => start.slice(0, 10) <= day && (end ?? start).slice(0, 10) >= day);
  return (
    <table className="month agenda-month">
      <caption className="sr">{texts.caption}</caption>
      <thead>
        <tr>
          {weeks[0]?.map((day) => (
            <th scope="col" key={day}>
              <span className="long">{weekday.format(dayToDate(day))}</span>
              <abbr className="short" title={weekday.format(dayToDate(day))}>
                {weekday.format(dayToDate(day)).charAt(0).toUpperCase()}
              </abbr>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]} className={(week[6] ?? "") < today ? "gone" : undefined}>
            {week.map((day) => {
              const out = !day.startsWith(month);
              const at = dayToDate(day);
              const ofDay = on(items, day);
              return (
                <td
                  key={day}
                  className={classNames(out && "out", day === today && "today")}
                  aria-current={day === today ? "date" : undefined}
                >
                  <span className="day">
                    {dayNumber(at, locale)}
                    {out && day.endsWith("-01") ? ` ${monthName(at, locale, "short")}` : ""}
                    {day === today ? <span className="sr"> {texts.today}</span> : null}
                  </span>
                  {on(ribbons, day).map((ribbon) =>
                    ribbon.start === day || day === week[0] ? (
                      <span className="nat" key={ribbon.key}>
                        <span>{ribbon.title}</span>
                      </span>
                    ) : (
                      <span className="nat" key={ribbon.key} aria-hidden="true" />
                    ),
                  )}
                  {ofDay.map((item) => (
                    <EventLine key={item.key} item={item} here={here} cancelled={texts.cancelled} link={link} />
                  ))}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function EventLine({
  item,
  here,
  cancelled,
  link,
}: {
  item: ItemView;
  here: HereByEntry;
  cancelled: string;
  link: (item: ItemView, content: ReactNode, className: string) => ReactNode;
}) {
  const content = (
    <>
      <b aria-hidden="true">
        <KindMark kind={item.kind} letter={item.letter} />
      </b>
      <span className="words">
        <span className="sr">{item.kindWord} : </span>
        {item.time ? <time>{item.time}</time> : null} {item.title}
        {item.cancelled ? <span className="sr"> ({cancelled})</span> : null}
      </span>
      <HereTag here={hereOf(here, item)} />
    </>
  );
  return link(
    item,
    content,
    classNames("ev", kindClass[item.kind], item.kind === "task" && "task", (item.cancelled || item.done) && "off"),
  );
}
