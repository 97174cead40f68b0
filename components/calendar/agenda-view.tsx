"use client";

import { useLocale, useTranslations } from "next-intl";
import {
  lazy,
  Suspense,
  useCallback,
  useDeferredValue,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { ClosedNote, LeftNote } from "@/components/collab/closed-note";
import { useLeftWords } from "@/components/collab/left-words";
import { peoplePresent } from "@/components/collab/presence";
import { PresenceBar } from "@/components/collab/presence-bar";
import { PresenceSender } from "@/components/collab/presence-sender";
import { SaveState, SyncAnnouncer } from "@/components/collab/save-state";
import { useKeptPage } from "@/components/collab/use-kept-page";
import { usePeers } from "@/components/collab/use-peers";
import { useRoom, useSyncState } from "@/components/collab/use-room";
import { initials } from "@/components/ui/avatar";
import { Icon } from "@/components/ui/icon";
import { Menu } from "@/components/ui/menu";
import { Snackbar } from "@/components/ui/snackbar";
import { useNarrow } from "@/components/ui/use-narrow";
import { capDays, itemsOf, monthAfter, weeksOf } from "@/domain/calendar/items";
import { moved } from "@/domain/calendar/recurrence";
import { useAgendaActs } from "./agenda-acts";
import { AgendaList } from "./agenda-list";
import type { AgendaPageProps } from "./agenda-props";
import { listDays } from "./agenda-reading";
import { AgendaTools, type Shown, type View } from "./agenda-tools";
import { type Here, itemView, leadsTo, monthTitle, overlayItem } from "./item-words";
import { MonthTable } from "./month-table";
import { OpenEntry } from "./open-entry";
import { useAgenda } from "./use-agenda";
import { useDescribeAgenda } from "./use-describe-agenda";
import { useEntryValues } from "./use-entry-values";
import { useLiveSignups } from "./use-live-signups";

// A phone never fetches it.
const AgendaGrid = lazy(() => import("./agenda-grid").then((file) => ({ default: file.AgendaGrid })));

// Fetched with what reads calendar files, by who asks for it.
const ImportDates = lazy(() => import("./import-dates").then((file) => ({ default: file.ImportDates })));

/** Of a day in a month on a desk; more would make a page of it, and take a slow machine long to draw. */
const linesOfDay = 4;
const firstLines = 2;

const partOf = { departure: "departures", neighbour: "neighbours", source: "sources" } as const;

/** The live agenda: head, list or month, and the entry that is open. */
export function AgendaView(props: AgendaPageProps & { onShown: () => void }) {
  const { me, today, roster, ribbons, overlays, onShown } = props;
  const t = useTranslations("agenda");
  const th = useTranslations("history");
  const locale = useLocale();
  const room = useRoom(props.room, props.account);
  const sync = useSyncState(room);
  useLiveSignups(props.coalitionId);
  const peers = usePeers(room);
  const narrow = useNarrow();
  const [wanted, setView] = useState<View | null>(null);
  const view = wanted ?? (narrow ? "list" : "month");
  const [month, setMonth] = useState(today.slice(0, 7));
  const [importing, setImporting] = useState(false);
  const [week, setWeek] = useState(today);
  const [shown, setShown] = useState<Shown>({
    keyDates: true,
    departures: true,
    tasks: true,
    neighbours: false,
    sources: true,
  });
  const { entries, undo, can } = useAgenda(room);
  const canWrite = props.canWrite && sync.closedBy === null;
  const copyKey = { account: props.account, room: props.room };
  const describe = useDescribeAgenda(roster);
  const left = useLeftWords(copyKey, room, sync, describe);
  const scene = useEntryValues(entries, props);
  const names = useMemo(() => new Map(roster.map((person) => [person.id, person.name])), [roster]);
  const nameOf = useCallback((id: string) => names.get(id) ?? t("someone"), [names, t]);
  const others = useMemo(() => peers.filter((peer) => peer.userId !== me), [peers, me]);
  const here = useMemo(() => {
    const found = new Map<string, Here>();
    for (const { rowId, userId, order } of others) {
      if (rowId === null || userId === null) continue;
      const [name, known] = [nameOf(userId), found.get(rowId)];
      const names = known ? `${known.names}, ${name}` : name;
      found.set(rowId, { names, initials: known ? `${known.initials} ${initials(name)}` : initials(name), order });
    }
    return found;
  }, [others, nameOf]);

  const awareness = room?.awareness;
  const sender = useRef<PresenceSender | null>(null);
  useEffect(() => {
    if (awareness === undefined) return;
    awareness.setLocalState({ userId: me, rowId: null, field: null });
    const hand = new PresenceSender((position) => awareness.setLocalState({ userId: me, ...position }));
    sender.current = hand;
    return () => hand.destroy();
  }, [awareness, me]);
  const onPresence = useCallback((rowId: string | null) => sender.current?.move({ rowId, field: null }), []);

  const acts = useAgendaActs({ doc: room?.doc ?? null, undo, today, onPresence });
  const { opened, snack, said } = acts;

  const weeks = useMemo(() => weeksOf(month), [month]);
  const [from, to] = useMemo((): [string, string] => {
    if (view === "list")
      return month === today.slice(0, 7)
        ? [today, moved(today, listDays)]
        : [`${month}-01`, moved(`${monthAfter(month)}-01`, -1)];
    if (view === "week") return [moved(week, -7), moved(week, 7)];
    return [weeks[0]?.[0] ?? today, weeks.at(-1)?.[6] ?? today];
  }, [view, month, week, weeks, today]);
  // Of a full month the first line of each day is drawn at once, and the others as soon as that stands.
  const drawn = useDeferredValue(month) === month;
  const { items, more } = useMemo(() => {
    const own = itemsOf(scene.dated, from, to).filter((item) => shown.tasks || item.kind !== "task");
    const near = overlays.filter(
      (overlay) =>
        shown[partOf[overlay.kind]] &&
        overlay.start.slice(0, 10) <= to &&
        (overlay.end ?? overlay.start).slice(0, 10) >= from,
    );
    // Put into words last: of a full month most is not shown.
    const all = [...own, ...near];
    const { kept, more } =
      view === "month" && !narrow
        ? capDays<(typeof all)[number]>(all, drawn ? linesOfDay : firstLines)
        : { kept: all, more: [] };
    const words = (one: (typeof all)[number]) =>
      "about" in one ? overlayItem(one, t, locale) : itemView(one, t, locale, null);
    return { items: kept.map(words), more: drawn ? more : [] };
  }, [scene.dated, from, to, shown, overlays, view, narrow, drawn, t, locale]);
  const nearRibbons = useMemo(
    () => (shown.keyDates ? ribbons.filter(({ start, end }) => start <= to && end >= from) : []),
    [ribbons, shown.keyDates, from, to],
  );
  const movable = useCallback(
    (item: { href: string | null; cancelled: boolean }) => canWrite && item.href === null && !item.cancelled,
    [canWrite],
  );
  const ready = sync.opened && undo !== null;
  const visible = ready || sync.phase !== "opening";
  useLayoutEffect(() => {
    if (visible) onShown();
  }, [visible, onShown]);
  useKeptPage(copyKey, ready);
  if (!visible) return null;

  const step = (by: number) => {
    if (view !== "week") return setMonth(monthAfter(month, by));
    const next = moved(week, by * 7);
    setWeek(next);
    setMonth(next.slice(0, 7));
  };
  const add = (start: string) => acts.add(start);
  const texts = { cancelled: t("cancelled"), done: t("done") };
  return (
    <div className="agenda-page" data-ready={ready || undefined}>
      <div className="work-head">
        <div className="head">
          <h1>{monthTitle(month, locale)}</h1>
          <span className="months">
            <button
              type="button"
              className="btn quiet only"
              onClick={() => step(-1)}
              aria-label={t(view === "week" ? "weekBefore" : "monthBefore")}
            >
              <Icon name="back" />
            </button>
            <button
              type="button"
              className="btn quiet only"
              onClick={() => step(1)}
              aria-label={t(view === "week" ? "weekAfter" : "monthAfter")}
            >
              <Icon name="arrow" />
            </button>
          </span>
          <SaveState state={sync} readOnly={!props.canWrite} />
          <PresenceBar people={peoplePresent(peers, me)} nameOf={nameOf} />
          <div className="mains">
            {canWrite ? (
              <>
                <button
                  type="button"
                  className="btn main"
                  disabled={!ready}
                  onClick={() => add(`${firstDay(month, today)}T18:00`)}
                >
                  <Icon name="plus" />
                  {t("add")}
                </button>
                <Menu label={t("otherActs")}>
                  <button type="button" onClick={() => undo?.undo()} disabled={!can.undo}>
                    <Icon name="undo" />
                    {t("undo")}
                  </button>
                  <button type="button" onClick={() => undo?.redo()} disabled={!can.redo}>
                    <span className="mirrored">
                      <Icon name="undo" />
                    </span>
                    {t("redo")}
                  </button>
                  <button type="button" onClick={() => setImporting(true)} disabled={!ready}>
                    <Icon name="download" />
                    {t("import.menu")}
                  </button>
                  <a href={props.history.href}>
                    <Icon name="clock" />
                    {th("menu")}
                  </a>
                  <a href="#sabonner">
                    <Icon name="calendar" />
                    {t("subscribe.short")}
                  </a>
                </Menu>
              </>
            ) : (
              <a className="btn second" href="#sabonner">
                <Icon name="calendar" />
                {t("subscribe.short")}
              </a>
            )}
          </div>
        </div>
        <ClosedNote
          of="agenda"
          state={sync}
          sync={room?.sync ?? null}
          signInHref={props.signInHref}
          describe={describe}
        />
        <LeftNote of="agenda" words={left.words} onDiscard={() => void left.discard()} />
        {props.canWrite ? null : (
          <p className="soft">
            {t("readOnly")} <a href={props.history.href}>{th("menu")}</a>
          </p>
        )}
      </div>
      <SyncAnnouncer of="agenda" state={sync} />
      <p className="sr" role="status">
        {said}
      </p>
      <AgendaTools
        view={view}
        narrow={narrow}
        onView={setView}
        shown={shown}
        onShown={setShown}
        others={overlays.map(({ kind }) => partOf[kind])}
      />
      {view === "list" ? (
        <AgendaList
          items={items}
          here={here}
          ribbons={nearRibbons}
          from={from}
          undated={scene.undated}
          texts={texts}
          empty={t(canWrite ? "empty" : "emptyReader")}
          onOpen={(key) => acts.open(key)}
        />
      ) : narrow ? (
        <MonthTable
          month={month}
          weeks={weeks}
          today={today}
          items={items}
          here={here}
          ribbons={nearRibbons}
          locale={locale}
          texts={{ caption: t("monthCaption", { month: monthTitle(month, locale) }), today: t("today"), ...texts }}
          link={(item, content, className) =>
            item.href === null ? (
              <button type="button" key={item.key} className={className} onClick={() => acts.open(item.key)}>
                {content}
              </button>
            ) : leadsTo(item.href) ? (
              <a key={item.key} className={className} href={item.href}>
                {content}
              </a>
            ) : (
              <span key={item.key} className={className}>
                {content}
              </span>
            )
          }
        />
      ) : (
        <Suspense fallback={<div className="bone agenda-bone appears" aria-hidden="true" />}>
          <AgendaGrid
            view={view}
            month={month}
            week={week}
            items={items}
            more={more}
            here={here}
            ribbons={nearRibbons}
            movable={movable}
            onOpen={({ key, href }) => {
              if (href === null) acts.open(key);
              else if (leadsTo(href)) window.location.assign(href);
            }}
            onWeek={(day) => {
              setWeek(day);
              setView("week");
            }}
            onMove={(item, times) => acts.move(item, times)}
            onAdd={canWrite && ready ? (start) => add(start.length === 10 ? `${start}T18:00` : start) : null}
          />
        </Suspense>
      )}
      {opened === null ? null : (
        <OpenEntry
          key={`${opened.id} ${opened.at}`}
          opened={opened}
          scene={scene}
          entries={entries}
          props={props}
          canWrite={canWrite}
          acts={acts}
          others={others.flatMap(({ userId, rowId }) =>
            rowId === opened.id && userId !== null ? [nameOf(userId)] : [],
          )}
        />
      )}
      {importing ? (
        <Suspense fallback={null}>
          <ImportDates
            entries={entries}
            today={today}
            onImport={(events) => {
              // Without a network nothing is kept: the import is one step to undo all the same.
              void props.keep().then(
                () => acts.bringIn(events),
                () => acts.bringIn(events),
              );
              setImporting(false);
            }}
            onClose={() => setImporting(false)}
          />
        </Suspense>
      ) : null}
      {snack === null ? null : (
        <div className="snackplace">
          <Snackbar
            text={snack.text}
            actionLabel={snack.undo ? t("undo") : undefined}
            onAction={() => acts.takeBack()}
            onDismiss={() => acts.quiet()}
          />
        </div>
      )}
    </div>
  );
}

/** Where a new date stands: tomorrow, or when another month begins. */
function firstDay(month: string, today: string): string {
  return month === today.slice(0, 7) ? moved(today, 1) : `${month}-01`;
}
