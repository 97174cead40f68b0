"use client";

import { useLocale, useTranslations } from "next-intl";
import { type KeyboardEvent, use, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Peer } from "@/components/collab/presence";
import { Seats } from "@/components/ui/seats";
import type { SheetRow } from "@/domain/transport/schema";
import { settleText } from "@/domain/transport/typed-value";
import { bunchesOf } from "./bunches";
import { applyChanges, changeOf } from "./cell-change";
import { type CellContext, cellValue } from "./cell-text";
import { blockBetween } from "./grid-block";
import { GridBunch, rowsOfBunch } from "./grid-bunch";
import { columnGroups, concerns, editable, factsOf, type GridColumn, sourceOf } from "./grid-columns";
import { GridHead } from "./grid-head";
import { type GridIntent, gridIntent } from "./grid-keys";
import { peersByRow } from "./grid-peers";
import { columnClass, GridRow } from "./grid-row";
import { PasteQuestion } from "./paste-question";
import type { SheetDay } from "./sheet-days";
import type { SheetEditor } from "./sheet-editor";
import type { Snack } from "./sheet-scene";
import type { SheetSort } from "./sheet-sort";
import type { ShownIssue } from "./shown-issue";
import type { FiguresByRow, SheetTotals } from "./trip-figures";
import { useGridClipboard } from "./use-grid-clipboard";
import { type Place, useGridPlace } from "./use-grid-place";
import { longDay } from "./wall-clock";
import { WrittenBy } from "./written-by";

type Props = {
  days: readonly SheetDay[];
  totals: SheetTotals;
  figures: FiguresByRow;
  columns: readonly GridColumn[];
  choicesOf: CellContext["choicesOf"];
  sort: SheetSort | null;
  onSort: (sort: SheetSort | null) => void;
  issuesOf: (row: SheetRow) => readonly ShownIssue[];
  peers: readonly Peer[];
  picked: string | null;
  canWrite: boolean;
  editor: SheetEditor;
  nameOf: (userId: string) => string;
  onOpen: (rowId: string) => void;
  onPresence: (rowId: string | null, field: string | null) => void;
  onSnack: (snack: Snack) => void;
};

const nobody: readonly Peer[] = [];
/** Up to so many rows, all are there: what is on the page can be found on it. */
const short = 60;

/** The sheet on a desk: one tab stop, arrows move, Enter edits. */
export function Grid(props: Props) {
  const { days, totals, figures, columns, choicesOf, issuesOf, canWrite, editor, nameOf } = props;
  const { onOpen, onPresence, onSnack } = props;
  const t = useTranslations("sheet");
  const table = useRef<HTMLTableElement>(null);
  const [editing, setEditing] = useState<string | null>(null);

  const places = useMemo(
    () =>
      days.flatMap(({ departure, rows }) =>
        rows.map((row): Place => ({ rowId: row.id, day: departure?.day ?? "", row })),
      ),
    [days],
  );
  const spot = useGridPlace({ places, columns, table, editing: editing !== null });
  const { at, anchor } = spot;
  const block = useMemo(() => blockBetween(at, anchor), [at, anchor]);
  const several = block.top !== block.bottom || block.left !== block.right;
  const current = places[at.row];
  const currentColumn = columns[at.column];

  const contextOf = useCallback(
    (place: Place): CellContext => ({ figures: figures.get(place.rowId), day: place.day, choicesOf }),
    [figures, choicesOf],
  );
  /** Cancelled trips, figures and what the mode does not have stay as they are. */
  const writable = useCallback(
    (place: Place, column: GridColumn): boolean =>
      editable(column) && concerns(place.row.mode, column) && figures.get(place.rowId)?.cancelReason == null,
    [figures],
  );

  const clipboard = useGridClipboard({
    places,
    columns,
    block,
    editor,
    canWrite,
    editing: editing !== null,
    contextOf,
    writable,
    onSnack,
  });

  const writtenBy = use(WrittenBy);
  const latest = useRef({ places, columns, editor, editing, contextOf, writable, writtenBy });
  latest.current = { places, columns, editor, editing, contextOf, writable, writtenBy };
  /** What the cell held when its field was opened, to see whether somebody else changed it meanwhile. */
  const base = useRef("");

  const { go, keepFocus } = spot;
  const startEditing = useCallback(
    (rowId: string, to: number, typed: string | null) => {
      const now = latest.current;
      const row = now.places.findIndex((place) => place.rowId === rowId);
      const [place, column] = [now.places[row], now.columns[to]];
      if (!canWrite || place === undefined || column === undefined || !now.writable(place, column)) return;
      const source = sourceOf(column);
      base.current = cellValue(place.row, column, now.contextOf(place));
      go({ row, column: to }, { focus: false });
      // A letter cannot start a choice: it is opened with what it holds.
      setEditing(source.at === "cell" && source.kind === "choice" ? base.current : (typed ?? base.current));
    },
    [canWrite, go],
  );

  const commit = useCallback(
    (rowId: string, to: number, text: string) => {
      setEditing(null);
      const now = latest.current;
      const place = now.places.find((each) => each.rowId === rowId);
      const column = now.columns[to];
      if (place === undefined || column === undefined || text === base.current) return;
      const theirs = cellValue(place.row, column, now.contextOf(place));
      const settled = settleText(base.current, text, theirs);
      if (settled.kind === "same") return;
      const source = sourceOf(column);
      const isText = source.at === "text";
      // Asked before it is replaced.
      const writer = source.at === "cell" ? now.writtenBy(`${rowId}-${source.field}`) : null;
      const change = changeOf(
        place.row,
        column,
        settled.kind === "write" && isText ? settled.value : text,
        now.contextOf(place),
      );
      if (change === null) return;
      now.editor.inOneStep(() => applyChanges(now.editor, place.row, [change]));
      if (theirs !== base.current && (settled.kind === "pick" || !isText))
        onSnack({
          text: t("overwrote", {
            name: writer ?? t("someone"),
            theirs: theirs || t("nothing"),
            mine: text || t("nothing"),
          }),
          undo: true,
        });
    },
    [onSnack, t],
  );

  const { focused } = spot;
  const callbacks = useMemo(
    () => ({
      nameOf,
      onOpen,
      onFocus: (rowId: string, to: number) => {
        focused(rowId, to);
        onPresence(rowId, latest.current.columns[to] ?? null);
      },
      onEdit: (rowId: string, to: number) => startEditing(rowId, to, null),
      onCommit: commit,
      onType: setEditing,
    }),
    [nameOf, onOpen, onPresence, startEditing, commit, focused],
  );

  function act(intent: GridIntent): boolean {
    switch (intent.kind) {
      case "move":
        go(intent.to, { extend: intent.extend });
        return true;
      case "all":
        spot.chooseAll();
        return true;
      case "edit":
        if (current !== undefined) startEditing(current.rowId, at.column, intent.typed);
        return true;
      case "commit":
        // Leaving the field writes it; moving the focus is what leaves it.
        if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
        go(intent.to);
        return true;
      case "cancel":
        keepFocus();
        setEditing(null);
        return true;
      case "clear":
        clipboard.clear();
        return true;
      case "undo":
        editor.undo();
        return true;
      case "redo":
        editor.redo();
        return true;
      case "open":
        if (current !== undefined) onOpen(current.rowId);
        return true;
      default:
        return false;
    }
  }

  function onKeyDown(event: KeyboardEvent) {
    if (!(event.target instanceof HTMLElement) || event.target.closest(".reason, thead")) return;
    if (event.nativeEvent.isComposing) return;
    const key = { key: event.key, ctrl: event.ctrlKey || event.metaKey, shift: event.shiftKey, alt: event.altKey };
    const intent = gridIntent(key, {
      at,
      rows: places.length,
      columns: columns.length,
      block: several,
      editing: editing !== null,
      canWrite,
      editable: current !== undefined && currentColumn !== undefined && writable(current, currentColumn),
    });
    if (act(intent)) event.preventDefault();
  }

  const known = useRef<ReadonlyMap<string, readonly Peer[]>>(new Map());
  const byRow = useMemo(() => peersByRow(props.peers, known.current), [props.peers]);
  useEffect(() => {
    known.current = byRow;
  }, [byRow]);

  const line = (row: SheetRow, index: number) => {
    const chosen = several && index >= block.top && index <= block.bottom;
    return (
      <GridRow
        key={row.id}
        row={row}
        index={index}
        figures={figures.get(row.id)}
        day={places[index]?.day ?? ""}
        columns={columns}
        choicesOf={choicesOf}
        issues={issuesOf(row)}
        peers={byRow.get(row.id) ?? nobody}
        currentColumn={index === at.row ? at.column : null}
        chosenFrom={chosen ? block.left : -1}
        chosenTo={chosen ? block.right : -1}
        editing={index === at.row ? editing : null}
        picked={row.id === props.picked}
        canWrite={canWrite}
        callbacks={callbacks}
      />
    );
  };
  const isShort = places.length <= short;
  let started = 0;
  return (
    <>
      <div className="scroll">
        <table
          className="datagrid"
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: ARIA's grid pattern on a table, so that rows and heads keep their meaning
          role="grid"
          aria-label={t("gridLabel")}
          aria-readonly={!canWrite}
          aria-multiselectable="true"
          aria-colcount={columns.length}
          aria-rowcount={places.length}
          ref={table}
          onKeyDown={onKeyDown}
          onPointerDown={spot.onPointerDown}
          onPointerOver={spot.onPointerOver}
          onCopy={clipboard.onCopy}
          onCut={clipboard.onCut}
          onPaste={clipboard.onPaste}
          onBlur={(event) => {
            const to = event.relatedTarget;
            // In the panel one is still in the trip.
            if (to instanceof Element && !event.currentTarget.contains(to) && to.closest(".panel") === null)
              onPresence(null, null);
          }}
        >
          <colgroup>
            {columns.map((column) => (
              <col key={column} style={{ width: `${factsOf(column).width}rem` }} />
            ))}
          </colgroup>
          <GridHead columns={columns} sort={props.sort} onSort={props.onSort} />
          {days.map(({ departure, rows, totals: own }) => {
            const before = started;
            started += rows.length;
            return bunchesOf(rows, isShort ? short : rowsOfBunch).map(({ from, items }) => (
              <GridBunch
                key={`${departure?.id ?? "none"} ${from}`}
                rows={items}
                from={before + from}
                columns={columns.length}
                held={isShort || (at.row >= before + from && at.row < before + from + items.length)}
                lead={from === 0 && <BandRow departure={departure} totals={own} columns={columns.length} />}
              >
                {line}
              </GridBunch>
            ));
          })}
          <GridFoot columns={columns} totals={totals} trips={places.length} />
        </table>
      </div>
      {clipboard.question !== null && <PasteQuestion {...clipboard.question} onDone={spot.focusAgain} />}
      <p className="sr" role="status">
        {several ? t("chosen", { rows: block.bottom - block.top + 1, columns: block.right - block.left + 1 }) : ""}
      </p>
      <p className="keys soft small">
        {(canWrite ? (["enter", "space", "escape", "undo", "paste"] as const) : (["space"] as const)).map((key) => (
          <span key={key}>
            <kbd>{t(`keys.${key}.key`)}</kbd> {t(`keys.${key}.does`)}
          </span>
        ))}
      </p>
    </>
  );
}

/** A departure above its trips. */
function BandRow({ departure, totals, columns }: Pick<SheetDay, "departure" | "totals"> & { columns: number }) {
  const t = useTranslations("sheet");
  const locale = useLocale();
  return (
    <tr className="bandrow">
      <th colSpan={columns} scope="rowgroup">
        <span>
          {departure === null ? t("noDeparture") : longDay(departure.day, locale)}{" "}
          <span className="soft">
            {departure === null
              ? t("noDepartureHint")
              : t("bandline", {
                  title: departure.title,
                  place: departure.place,
                  free: totals.free,
                  waiting: totals.waiting,
                })}
          </span>
        </span>
      </th>
    </tr>
  );
}

/** The sums, under the columns they sum; the others stay empty. */
function GridFoot({ columns, totals, trips }: { columns: readonly GridColumn[]; totals: SheetTotals; trips: number }) {
  const t = useTranslations("sheet");
  const groups = columnGroups(columns);
  return (
    <tfoot>
      <tr>
        {groups.map(({ group, count, from }) =>
          group === "trip" ? (
            <th key={group} scope="row" className="stick">
              {t("footTrips", { count: trips })}
            </th>
          ) : group === "seats" || group === "followUp" ? (
            columns.slice(from, from + count).map((column, index) => (
              <td key={column} className={columnClass(columns, from + index) || undefined}>
                {column === "taken" && (
                  <span className="fillcell">
                    <Seats mode="coach" compact taken={totals.taken} total={Math.max(totals.seats, totals.taken, 1)} />
                    <b>{totals.taken}</b>
                  </span>
                )}
                {column === "seats" && totals.seats}
                {column === "waiting" && totals.waiting > 0 && totals.waiting}
              </td>
            ))
          ) : (
            <td key={group} colSpan={count} className="group-start">
              {group === "outbound" && t("footFree", { count: totals.free })}
            </td>
          ),
        )}
      </tr>
    </tfoot>
  );
}
