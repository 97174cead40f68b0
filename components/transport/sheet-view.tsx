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
import { type Describe, useLeftWords } from "@/components/collab/left-words";
import { peoplePresent } from "@/components/collab/presence";
import { PresenceBar } from "@/components/collab/presence-bar";
import { PresenceSender } from "@/components/collab/presence-sender";
import { SaveState, SyncAnnouncer } from "@/components/collab/save-state";
import { useKeptPage } from "@/components/collab/use-kept-page";
import { usePeers } from "@/components/collab/use-peers";
import { useRoom, useSyncState } from "@/components/collab/use-room";
import { Icon } from "@/components/ui/icon";
import { Menu } from "@/components/ui/menu";
import { Snackbar } from "@/components/ui/snackbar";
import { useNarrow } from "@/components/ui/use-narrow";
import type { Cell } from "@/domain/kernel/document-values";
import { languageTag } from "@/domain/kernel/wall-clock";
import { modeOf, type SheetRow } from "@/domain/transport/schema";
import { rowsAmong, unsentChanges } from "@/domain/transport/unsent";
import { useChangeWords } from "./change-words";
import { RemovedNotes } from "./removed-note";
import { sheetDays } from "./sheet-days";
import { SheetDesk } from "./sheet-desk";
import type { SheetEditor } from "./sheet-editor";
import { SheetExchangeMenu } from "./sheet-exchange-menu";
import type { SheetViewProps, Wanted } from "./sheet-props";
import { SheetFigures, SheetReading } from "./sheet-reading";
import type { SheetScene, Snack } from "./sheet-scene";
import { TripDetails } from "./trip-details";
import { totalsOf } from "./trip-figures";
import { TripHistory } from "./trip-history";
import { useAskedRow } from "./use-asked-row";
import { useDeskView } from "./use-desk-view";
import { useIssues } from "./use-issues";
import { useLiveFigures } from "./use-live-figures";
import { useNewcomers } from "./use-newcomers";
import { useSheet } from "./use-sheet";
import { useTicketActs } from "./use-ticket-acts";
import { useWrittenBy, WrittenBy } from "./written-by";

// A desk never fetches it. Where there is no network to bring it, the desk's serves a narrow page as well.
const SheetPhone = lazy(() =>
  import("./sheet-phone").then(
    (file) => ({ default: file.SheetPhone }),
    () => ({ default: SheetDesk }),
  ),
);

/** What was pressed before this was there, and how to say that it is done. */
type Wishes = {
  wanted: readonly Wanted[];
  onDone: () => void;
  onWanted: (wanted: Wanted) => void;
  onShown: () => void;
};

/** The live sheet: head, grid or tickets, and the trip that is open. */
export function SheetView(props: SheetViewProps & Wishes) {
  const { departures, roster, me } = props;
  const t = useTranslations("sheet");
  const tr = useTranslations("refusal");
  const locale = useLocale();
  const th = useTranslations("history");
  const room = useRoom(props.room, props.account);
  const sync = useSyncState(room);
  const unsent = useMemo(() => rowsAmong(sync.waiting), [sync.waiting]);
  const peers = usePeers(room);
  const narrow = useNarrow();
  const [deskView] = useDeskView(props.room);
  const [snack, setSnack] = useState<Snack | null>(null);
  const [openId, setOpenId] = useState<string | null>(null);
  const [freshId, setFreshId] = useState<string | null>(null);
  const [reading, setReading] = useState(false);
  const onRefused = useCallback(
    (code: string) => setSnack({ text: tr.has(code) ? tr(code) : tr("invalid"), undo: false }),
    [tr],
  );
  const { rows, editor, undoState } = useSheet(room, onRefused);
  const changeWords = useChangeWords(departures, roster);
  const describe = useCallback<Describe>(
    (acknowledged, present, from) =>
      unsentChanges(acknowledged, present).map((change) => changeWords(from ? change : { ...change, before: null })),
    [changeWords],
  );
  const copyKey = { account: props.account, room: props.room };
  const left = useLeftWords(copyKey, room, sync, describe);
  // Once the server has said no for good, what is typed would go nowhere.
  const canWrite = props.canWrite && sync.closedBy === null;

  const { trips, asOf } = useLiveFigures(props.coalitionId, props.figures, props.readAt);
  const figures = useMemo(() => new Map(trips.map((trip) => [trip.rowId, trip])), [trips]);
  const { issuesOf, missingOf } = useIssues({ rows, figures, departures, roster, editor, canWrite });
  const days = useMemo(() => sheetDays(rows, departures, figures), [rows, departures, figures]);
  const totals = useMemo(() => totalsOf(trips), [trips]);
  const names = useMemo(() => new Map(roster.map((person) => [person.id, person.name])), [roster]);
  const nameOf = useCallback((id: string) => names.get(id) ?? t("someone"), [names, t]);
  useNewcomers(names, departures, peers, rows, sync.phase === "saved" || sync.phase === "saving");
  const shownRows = useMemo(() => rows.filter((row) => !row.removed), [rows]);
  const others = useMemo(() => peers.filter((peer) => peer.userId !== me), [peers, me]);
  const writtenBy = useWrittenBy(room?.doc, others, nameOf);
  const removed = rows.flatMap((row) => {
    const trip = figures.get(row.id);
    return row.removed && trip !== undefined && trip.cancelReason === null && (trip.facts?.live ?? 0) > 0
      ? [{ row, figures: trip }]
      : [];
  });

  const awareness = room?.awareness;
  const sender = useRef<PresenceSender | null>(null);
  useEffect(() => {
    if (awareness === undefined) return;
    awareness.setLocalState({ userId: me, rowId: null, field: null });
    const hand = new PresenceSender((position) => awareness.setLocalState({ userId: me, ...position }));
    sender.current = hand;
    return () => hand.destroy();
  }, [awareness, me]);
  const onPresence = useCallback(
    (rowId: string | null, field: string | null) => sender.current?.move({ rowId, field }),
    [],
  );

  const onOpen = useCallback(
    (rowId: string) => {
      setOpenId(rowId);
      setFreshId(null);
      setReading(false);
      onPresence(rowId, null);
    },
    [onPresence],
  );
  const onRead = useCallback((rowId: string) => {
    setOpenId(rowId);
    setFreshId(null);
    setReading(true);
  }, []);
  const close = useCallback(() => {
    setOpenId(null);
    setFreshId(null);
    onPresence(null, null);
  }, [onPresence]);

  function add() {
    const next = departures.find((departure) => departure.day >= props.today) ?? departures[0];
    propose(next?.id ?? null);
  }
  function propose(departureId: Cell) {
    const id = editor?.add(typeof departureId === "string" ? departureId : null) ?? null;
    if (id === null) return;
    onOpen(id);
    setFreshId(id);
  }
  function duplicate(rowId: string) {
    const id = editor?.duplicate(rowId) ?? null;
    if (id === null) return;
    onOpen(id);
    setSnack({ text: t("duplicated"), undo: true });
  }
  function remove(row: SheetRow) {
    editor?.remove(row.id);
    close();
    setSnack({ text: t("removed", { trip: row.title.trim() || t("untitled") }), undo: true });
  }
  /** Ctrl+Z anywhere on the page but in a field, which has an undo of its own. */
  useEffect(() => {
    if (editor === null || !canWrite) return;
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
      if (event.target instanceof HTMLElement && event.target.closest("input, textarea, select")) return;
      const letter = event.key.toLowerCase();
      if (letter !== "z" && letter !== "y") return;
      event.preventDefault();
      if (letter === "y" || event.shiftKey) editor.redo();
      else editor.undo();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [editor, canWrite]);

  const opened = shownRows.find((row) => row.id === openId) ?? null;
  const openDay = days.find(({ rows: own }) => own.some((row) => row.id === openId));
  // The tickets are drawn again from the document: nothing that is tapped or typed meanwhile waits for it.
  const ready = useDeferredValue(sync.opened && editor !== null);
  useAskedRow(shownRows, ready, onOpen);
  const ticketActs = useTicketActs({
    editor,
    figures,
    missingOf,
    goAlong: props.goAlong,
    onOpen,
    onRead,
    onSnack: setSnack,
  });
  // Until there is more to show than what the page came with, the page stays as it came.
  const shown = ready || sync.phase !== "opening";
  const { wanted, onDone, onShown } = props;
  const everShown = useRef(false);
  useLayoutEffect(() => {
    if (!shown) return;
    everShown.current = true;
    onShown();
  }, [shown, onShown]);
  const hand = { acts: ticketActs, add, row: (rowId: string) => shownRows.find((row) => row.id === rowId) };
  const latestHand = useRef(hand);
  latestHand.current = hand;
  useEffect(() => {
    if (!ready || wanted.length === 0) return;
    onDone();
    for (const wish of wanted) wish(latestHand.current);
  }, [ready, wanted, onDone]);
  useKeptPage(copyKey, ready);
  const details = opened !== null && editor !== null && (
    <TripDetails
      key={opened.id}
      row={opened}
      siblings={openDay?.rows ?? []}
      figures={figures.get(opened.id)}
      mode={modeOf(opened.mode)}
      day={openDay?.departure?.day ?? ""}
      issues={issuesOf(opened)}
      missingOf={missingOf}
      departures={departures}
      roster={roster}
      editor={editor}
      canWrite={canWrite}
      reading={reading && narrow}
      onEdit={() => onOpen(opened.id)}
      fresh={freshId === opened.id}
      phone={narrow}
      moveOff={!narrow && deskView.sort !== null ? t("sortedNoMove") : null}
      history={
        <TripHistory
          rowId={opened.id}
          source={props.history.source}
          href={props.history.href}
          departures={departures}
          roster={roster}
        />
      }
      onField={onPresence}
      onDuplicate={duplicate}
      onRemove={remove}
    />
  );
  const { today, coalitionId } = props;
  const exchange = (
    <SheetExchangeMenu
      {...{ rows: shownRows, days, figures, departures, roster, today, coalitionId, canWrite }}
      doc={room?.doc}
      hand={editor}
      keep={props.history.keep}
    />
  );
  const Part = narrow ? SheetPhone : SheetDesk;
  const scene = (hand: SheetEditor): SheetScene => ({
    room: props.room,
    me,
    coalitionId: props.coalitionId,
    rows: shownRows,
    days,
    departures,
    roster,
    figures,
    totals,
    issuesOf,
    peers: others,
    nameOf,
    canWrite,
    editor: hand,
    sync,
    unsent,
    readOnly: !props.canWrite,
    opened,
    openedDay: openDay?.departure?.day ?? "",
    details,
    ticketActs,
    onOpen,
    onClose: close,
    onPresence,
    onSnack: setSnack,
  });
  if (!shown && !everShown.current) return null;
  return (
    <div className="sheet-page" data-ready={ready || undefined}>
      <div className="work-head">
        <div className="head">
          <h1>{t("title")}</h1>
          <SaveState state={sync} readOnly={!props.canWrite} />
          <PresenceBar people={peoplePresent(peers, me)} nameOf={nameOf} />
        </div>
        <div className="sub">
          <SheetFigures totals={totals} />
          {canWrite && (
            <div className="mains fill">
              <button type="button" className="btn main" onClick={add} disabled={!ready}>
                <Icon name="plus" />
                {t("add")}
              </button>
              <Menu label={t("otherActs")}>
                <button type="button" onClick={() => editor?.undo()} disabled={!undoState.canUndo}>
                  <Icon name="undo" />
                  {t("undo")}
                </button>
                <button type="button" onClick={() => editor?.redo()} disabled={!undoState.canRedo}>
                  <span className="mirrored">
                    <Icon name="undo" />
                  </span>
                  {t("redo")}
                </button>
                {exchange}
                {/* Below this page, as the poster is. */}
                <a href="trajets/departs">
                  <Icon name="flag" />
                  {t("departures")}
                </a>
                <a href={props.history.href}>
                  <Icon name="clock" />
                  {th("menu")}
                </a>
              </Menu>
            </div>
          )}
          {!canWrite && ready && <Menu label={t("otherActs")}>{exchange}</Menu>}
        </div>
        {asOf !== null && sync.phase === "offline" && (
          <p className="soft small">{t("figure.asOf", { when: momentText(asOf, locale) })}</p>
        )}
        <ClosedNote
          of="sheet"
          state={sync}
          sync={room?.sync ?? null}
          signInHref={props.signInHref}
          describe={describe}
        />
        <LeftNote of="sheet" words={left.words} onDiscard={() => void left.discard()} />
        {!props.canWrite && (
          <p className="soft">
            {t("readOnly")} <a href={props.history.href}>{th("menu")}</a>
          </p>
        )}
        {canWrite && editor !== null && removed.length > 0 && (
          <RemovedNotes removed={removed} editor={editor} onPropose={(row) => propose(row.departureId)} />
        )}
      </div>
      <SyncAnnouncer of="sheet" state={sync} />
      {!ready || editor === null ? (
        <SheetReading props={props} onWanted={props.onWanted} />
      ) : shownRows.length === 0 ? (
        <div className="empty">
          <p>{canWrite ? t("empty") : t("emptyReader")}</p>
          {canWrite && !departures.some(({ day }) => day >= props.today) && (
            <p>
              <a href="trajets/departs">{t("noDeparturesAhead")}</a>
            </p>
          )}
        </div>
      ) : (
        <WrittenBy value={writtenBy}>
          <Suspense fallback={<SheetReading props={props} onWanted={props.onWanted} />}>
            <Part {...scene(editor)} />
          </Suspense>
        </WrittenBy>
      )}
      {snack !== null && (
        <div className="snackplace">
          <Snackbar
            text={snack.text}
            actionLabel={snack.undo ? t("undo") : undefined}
            onAction={() => {
              editor?.undo();
              setSnack(null);
            }}
            onDismiss={() => setSnack(null)}
          />
        </div>
      )}
    </div>
  );
}

/** « 24 novembre à 14:05 », on this device's clock. */
function momentText(at: number, locale: string): string {
  return new Intl.DateTimeFormat(languageTag(locale), { dateStyle: "long", timeStyle: "short" }).format(at);
}
