"use client";

import FullCalendar, { type EventApi, type EventInput } from "@fullcalendar/react";
import dayGrid from "@fullcalendar/react/daygrid";
import interaction from "@fullcalendar/react/interaction";
import french from "@fullcalendar/react/locales/fr";
import classic from "@fullcalendar/react/themes/classic";
import timeGrid from "@fullcalendar/react/timegrid";
import "@fullcalendar/react/skeleton.css";
import "@fullcalendar/react/themes/classic/theme.css";
import "./agenda-grid.css";
import { useLocale, useTranslations } from "next-intl";
import { type KeyboardEvent, type ReactElement, useEffect, useMemo, useRef, useState } from "react";
import { classNames } from "@/components/ui/class-names";
import { moved } from "@/domain/calendar/recurrence";
import type { RibbonView } from "./agenda-props";
import { HereTag, hereStyle } from "./here-tag";
import { type HereByEntry, hereOf, type ItemView, kindClass } from "./item-words";
import { KindMark } from "./kind-mark";

type Props = {
  view: "month" | "week";
  month: string;
  /** A day of the week shown. */
  week: string;
  items: readonly ItemView[];
  /** How much more stands on a day than a month has room for. */
  more: readonly { day: string; count: number }[];
  here: HereByEntry;
  ribbons: readonly RibbonView[];
  /** Whether it can be moved here. */
  movable: (item: ItemView) => boolean;
  onOpen: (item: ItemView) => void;
  /** The week of a day on which there is more than a month has room for. */
  onWeek: (day: string) => void;
  onMove: (item: ItemView, to: { start: string; end: string | null }) => void;
  /** A day, or a time on it, was pressed. */
  onAdd: ((start: string) => void) | null;
};

const moreKey = "more ";
const arrows: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/**
 * A month or a week on a desk, where things are dragged and stretched. By keyboard: Tab goes from one to the next, Enter
 * opens it, Alt with an arrow moves it by a day or a week. Times are what clocks show: to the grid they are UTC, so that
 * no zone of the device comes into it.
 */
export function AgendaGrid(props: Props) {
  const { view, month, week, items, more, here, ribbons, movable, onOpen, onWeek, onMove, onAdd } = props;
  const t = useTranslations("agenda");
  const locale = useLocale();
  const box = useRef<HTMLDivElement>(null);
  const byKey = useMemo(() => new Map(items.map((item) => [item.key, item])), [items]);
  const events = useMemo(
    (): EventInput[] => [
      ...ribbons.map((ribbon) => ({
        id: `ribbon ${ribbon.key}`,
        title: ribbon.title,
        start: ribbon.start,
        end: moved(ribbon.end, 1),
        allDay: true,
        editable: false,
        interactive: false,
        order: 0,
        className: "ribbon-event",
      })),
      ...items.map((item) => ({
        id: item.key,
        title: item.title,
        start: item.start,
        ...(item.end === null ? {} : { end: item.start.length === 10 ? moved(item.end, 1) : item.end }),
        allDay: item.start.length === 10,
        order: 0,
        editable: movable(item),
        startEditable: movable(item),
        durationEditable: movable(item) && item.kind !== "task",
      })),
      ...more.map(({ day, count }) => ({
        id: `${moreKey}${day}`,
        title: t("moreThatDay", { count }),
        start: day,
        allDay: true,
        editable: false,
        order: 1,
      })),
    ],
    [items, more, ribbons, movable, t],
  );
  const moveTo = (event: EventApi) => {
    const item = byKey.get(event.id);
    if (item) onMove(item, timesOf(event, item));
  };
  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    const days = event.altKey ? arrows[event.key] : undefined;
    const focused = event.target instanceof HTMLElement ? event.target.closest("[data-item]") : null;
    const item = byKey.get(focused?.getAttribute("data-item") ?? "");
    if (days === undefined || !item || !movable(item)) return;
    event.preventDefault();
    onMove(item, { start: moved(item.start, days), end: item.end === null ? null : moved(item.end, days) });
    // Drawn anew where it now stands; the focus goes along.
    requestAnimationFrame(() => {
      requestAnimationFrame(() => focusOn(box.current, item.key));
    });
  }
  // From the press on, the grid stays as it is: drawn anew for what others write, it would lose what is being dragged.
  const [held, setHeld] = useState<ReactElement | null>(null);
  const dragged = useRef(false);
  useEffect(() => {
    if (held === null) return;
    const release = () => {
      if (!dragged.current) setHeld(null);
    };
    window.addEventListener("pointerup", release);
    window.addEventListener("pointercancel", release);
    return () => {
      window.removeEventListener("pointerup", release);
      window.removeEventListener("pointercancel", release);
    };
  }, [held]);
  const take = () => {
    dragged.current = true;
  };
  const drop = () => {
    dragged.current = false;
    setHeld(null);
  };
  const grid = (
    <FullCalendar
      key={`${view} ${view === "month" ? month : week}`}
      plugins={[classic, dayGrid, timeGrid, interaction]}
      locales={[french]}
      locale={locale === "en" ? "en-gb" : "fr"}
      timeZone="UTC"
      initialView={view === "month" ? "dayGridMonth" : "timeGridWeek"}
      initialDate={view === "month" ? `${month}-01` : week}
      firstDay={1}
      fixedWeekCount={false}
      headerToolbar={false}
      height="auto"
      views={{
        dayGridMonth: { dayHeaderFormat: { weekday: "long" } },
        timeGridWeek: { dayHeaderFormat: { weekday: "short", day: "numeric" } },
      }}
      slotMinTime={items.some(({ start, end }) => isEarly(start) || isEarly(end)) ? "00:00" : "07:00"}
      scrollTime="09:00"
      nowIndicator
      eventInteractive
      eventDisplay="block"
      // Ours stands in the content; the grid would say it once more, for nothing.
      displayEventTime={false}
      eventOrder="order,start,title"
      events={events}
      eventClass={(info) => {
        const item = byKey.get(info.event.id);
        return classNames("agenda-event", item && kindClass[item.kind]);
      }}
      dayCellTopClass="day-top"
      dayCellClass={(info) => classNames("day-cell", info.isOther && "is-out", info.isToday && "is-today")}
      dayHeaderClass="day-head"
      viewClass="grid-view"
      eventDidMount={({ el, event }) => el.setAttribute("data-item", event.id)}
      eventContent={({ event }) => {
        const item = byKey.get(event.id);
        if (event.id.startsWith(moreKey)) return <span className="more-that-day">{event.title}</span>;
        if (!item)
          return (
            <span className="nat">
              <span>{event.title}</span>
            </span>
          );
        return (
          <span
            className={classNames(
              "ev",
              kindClass[item.kind],
              item.kind === "task" && "task",
              (item.cancelled || item.done) && "off",
              hereOf(here, item) && "live",
            )}
            style={hereStyle(here, item)}
          >
            <b role="img" aria-label={`${item.kindWord} :`}>
              <KindMark kind={item.kind} letter={item.letter} />
            </b>
            <span>
              {item.time ? <time>{item.time}</time> : null} {item.title}
              {item.cancelled ? <span className="sr"> ({t("cancelled")})</span> : null}{" "}
              <HereTag here={hereOf(here, item)} />
            </span>
          </span>
        );
      }}
      eventClick={({ event, jsEvent }) => {
        jsEvent.preventDefault();
        const item = byKey.get(event.id);
        if (item) onOpen(item);
        else if (event.id.startsWith(moreKey)) onWeek(event.startStr.slice(0, 10));
      }}
      eventDragStart={take}
      eventDragStop={drop}
      eventResizeStart={take}
      eventResizeStop={drop}
      eventDrop={({ event }) => moveTo(event)}
      eventResize={({ event }) => moveTo(event)}
      dateClick={({ dateStr, allDay }) => onAdd?.(allDay ? dateStr.slice(0, 10) : dateStr.slice(0, 16))}
    />
  );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the buttons inside
    <div className="agenda-grid" ref={box} onKeyDown={onKeyDown} onPointerDown={() => setHeld(grid)}>
      {held ?? grid}
    </div>
  );
}

/** Before the hours that a week shows. */
function isEarly(moment: string | null): boolean {
  return moment !== null && moment.length > 10 && moment.slice(11) < "07:00";
}

/** Where an event of the grid stands now. */
function timesOf(event: EventApi, item: ItemView): { start: string; end: string | null } {
  const length = event.allDay ? 10 : 16;
  const start = event.startStr.slice(0, length);
  if (event.endStr === "") return { start, end: null };
  const end = event.endStr.slice(0, length);
  // Whole days end at the next one's beginning; without an end before, a move gives none.
  if (event.allDay) return { start, end: item.end === null && moved(start, 1) === end ? null : moved(end, -1) };
  return { start, end };
}

function focusOn(box: HTMLElement | null, key: string): void {
  box?.querySelector<HTMLElement>(`[data-item="${CSS.escape(key)}"]`)?.focus();
}
