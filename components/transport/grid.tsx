"use client";

import { useLocale, useTranslations } from "next-intl";
import { type ClipboardEvent, type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Peer } from "@/components/collab/presence";
import { Seats } from "@/components/ui/seats";
import type { SheetRow } from "@/domain/transport/schema";
import { cellValue, writeCell } from "./cell-text";
import { editable, type GridIntent, type GridPosition, gridColumns, gridIntent } from "./grid-keys";
import { GridRow } from "./grid-row";
import type { SheetDay } from "./sheet-days";
import type { SheetEditor } from "./sheet-editor";
import { noIssues, type ShownIssue } from "./shown-issue";
import type { FiguresByRow, SheetTotals } from "./trip-figures";
import { longDay } from "./wall-clock";

type Props = {
  days: readonly SheetDay[];
  totals: SheetTotals;
  facts: FiguresByRow;
  issuesOf: (row: SheetRow) => readonly ShownIssue[];
  peers: readonly Peer[];
  picked: string | null;
  canWrite: boolean;
  editor: SheetEditor;
  nameOf: (userId: string) => string;
  onOpen: (rowId: string) => void;
  onPresence: (rowId: string | null, field: string | null) => void;
};

type Place = { readonly rowId: string; readonly day: string; readonly row: SheetRow };

const nobody: readonly Peer[] = [];

/** The sheet on a desk: one tab stop, arrows move, Enter edits. */
export function Grid(props: Props) {
  const { days, totals, facts, issuesOf, peers, picked, canWrite, editor, nameOf, onOpen, onPresence } = props;
  const t = useTranslations("sheet");
  const locale = useLocale();
  const table = useRef<HTMLTableElement>(null);
  const [at, setAt] = useState<{ rowId: string; column: number } | null>(null);
  const [editing, setEditing] = useState<string | null>(null);
  const wanted = useRef(false);

  const places = useMemo(
    () =>
      days.flatMap(({ departure, rows }) =>
        rows.map((row): Place => ({ rowId: row.id, day: departure?.day ?? "", row })),
      ),
    [days],
  );
  const index = Math.max(
    0,
    places.findIndex((place) => place.rowId === at?.rowId),
  );
  const column = at?.column ?? 0;
  const currentRow = places[index]?.rowId ?? null;

  const latest = useRef({ places, at: { row: index, column }, facts, editor, editing });
  latest.current = { places, at: { row: index, column }, facts, editor, editing };

  useEffect(() => {
    if (!wanted.current || editing !== null || currentRow === null) return;
    wanted.current = false;
    table.current?.querySelector<HTMLElement>(`[data-cell="${currentRow}:${column}"]`)?.focus();
  });

  const moveTo = useCallback(({ row, column: to }: GridPosition) => {
    const place = latest.current.places[row];
    if (place === undefined) return;
    wanted.current = true;
    setAt({ rowId: place.rowId, column: to });
  }, []);

  const write = useCallback((place: Place | undefined, to: number, text: string) => {
    const name = gridColumns[to];
    if (place === undefined || name === undefined || !editable(name)) return;
    const { facts: known, editor: hand } = latest.current;
    if (text === cellValue(place.row, name, known.get(place.rowId))) return;
    writeCell(hand, place.row, name, text, place.day);
  }, []);

  const startEditing = useCallback(
    (rowId: string, to: number, typed: string | null) => {
      const name = gridColumns[to];
      const place = latest.current.places.find((each) => each.rowId === rowId);
      if (!canWrite || place === undefined || name === undefined || !editable(name)) return;
      if (latest.current.facts.get(rowId)?.cancelReason != null) return;
      // A letter cannot start a time or a state: those fields are opened with what they hold.
      const fresh = name === "title" || name === "seats" || name === "place" ? typed : null;
      setAt({ rowId, column: to });
      setEditing(fresh ?? cellValue(place.row, name, latest.current.facts.get(rowId)));
    },
    [canWrite],
  );

  const callbacks = useMemo(
    () => ({
      nameOf,
      onOpen,
      onFocus: (rowId: string, to: number) => {
        setAt({ rowId, column: to });
        onPresence(rowId, gridColumns[to] ?? null);
      },
      onEdit: (rowId: string, to: number) => startEditing(rowId, to, null),
      onCommit: (rowId: string, to: number, text: string) => {
        write(
          latest.current.places.find((place) => place.rowId === rowId),
          to,
          text,
        );
        setEditing(null);
      },
    }),
    [nameOf, onOpen, onPresence, startEditing, write],
  );

  function act(intent: GridIntent): boolean {
    switch (intent.kind) {
      case "move":
        moveTo(intent.to);
        return true;
      case "edit":
        if (currentRow !== null) startEditing(currentRow, column, intent.typed);
        return true;
      case "commit":
        // Leaving the field writes it; moving the focus is what leaves it.
        wanted.current = true;
        if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
        moveTo(intent.to);
        return true;
      case "cancel":
        wanted.current = true;
        setEditing(null);
        return true;
      case "undo":
        editor.undo();
        return true;
      case "redo":
        editor.redo();
        return true;
      case "open":
        if (currentRow !== null) onOpen(currentRow);
        return true;
      default:
        return false;
    }
  }

  function onKeyDown(event: KeyboardEvent) {
    if (!(event.target instanceof HTMLElement) || event.target.closest(".reason")) return;
    const key = { key: event.key, ctrl: event.ctrlKey || event.metaKey, shift: event.shiftKey, alt: event.altKey };
    const situation = { at: { row: index, column }, rows: places.length, editing: editing !== null, canWrite };
    if (act(gridIntent(key, situation))) event.preventDefault();
  }

  function onCopy(event: ClipboardEvent) {
    const place = places[index];
    const name = gridColumns[column];
    if (editing !== null || place === undefined || name === undefined) return;
    event.clipboardData.setData("text/plain", cellValue(place.row, name, facts.get(place.rowId)));
    event.preventDefault();
  }

  function onPaste(event: ClipboardEvent) {
    if (editing !== null || !canWrite) return;
    event.preventDefault();
    const lines = event.clipboardData
      .getData("text/plain")
      .replace(/\r?\n$/, "")
      .split(/\r?\n/)
      .slice(0, 500);
    lines.forEach((line, down) => {
      line.split("\t").forEach((text, right) => {
        write(places[index + down], column + right, text.trim());
      });
    });
  }

  const byRow = useMemo(() => {
    const map = new Map<string, Peer[]>();
    for (const peer of peers) {
      if (peer.rowId === null || peer.userId === null) continue;
      const list = map.get(peer.rowId);
      if (list === undefined) map.set(peer.rowId, [peer]);
      else list.push(peer);
    }
    return map;
  }, [peers]);

  const width = gridColumns.length;
  return (
    <>
      <div className="scroll">
        <table
          className="datagrid"
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: ARIA's grid pattern on a table, so that rows and heads keep their meaning
          role="grid"
          aria-label={t("gridLabel")}
          aria-readonly={!canWrite}
          ref={table}
          onKeyDown={onKeyDown}
          onCopy={onCopy}
          onPaste={onPaste}
        >
          <thead>
            <tr>
              <th className="stick" scope="colgroup">
                {t("group.trip")}
              </th>
              <th colSpan={2} className="group-start" scope="colgroup">
                {t("group.seats")}
              </th>
              <th colSpan={3} className="group-start" scope="colgroup">
                {t("group.outbound")}
              </th>
              <th colSpan={2} className="group-start" scope="colgroup">
                {t("group.followUp")}
              </th>
            </tr>
            <tr>
              {gridColumns.map((name) => (
                <th
                  key={name}
                  scope="col"
                  className={
                    name === "title"
                      ? "stick"
                      : name === "seats" || name === "waiting"
                        ? "n"
                        : name === "place" || name === "arrives"
                          ? undefined
                          : "group-start"
                  }
                >
                  {t(`column.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          {days.map(({ departure, rows, totals: own }) => (
            <tbody key={departure?.id ?? "none"}>
              <tr className="bandrow">
                <th colSpan={width} scope="rowgroup">
                  <span>
                    {departure === null ? t("noDeparture") : longDay(departure.day, locale)}{" "}
                    <span className="soft">
                      {departure === null
                        ? t("noDepartureHint")
                        : t("bandline", {
                            title: departure.title,
                            place: departure.place,
                            free: own.free,
                            waiting: own.waiting,
                          })}
                    </span>
                  </span>
                </th>
              </tr>
              {rows.map((row) => (
                <GridRow
                  key={row.id}
                  row={row}
                  facts={facts.get(row.id)}
                  day={departure?.day ?? ""}
                  issues={issuesOf(row).length === 0 ? noIssues : issuesOf(row)}
                  peers={byRow.get(row.id) ?? nobody}
                  currentColumn={row.id === currentRow ? column : null}
                  editing={row.id === currentRow ? editing : null}
                  picked={row.id === picked}
                  canWrite={canWrite}
                  callbacks={callbacks}
                />
              ))}
            </tbody>
          ))}
          <tfoot>
            <tr>
              <th scope="row" className="stick">
                {t("footTrips", { count: places.length })}
              </th>
              <td className="group-start">
                <span className="fillcell">
                  <Seats mode="coach" compact taken={totals.taken} total={Math.max(totals.seats, totals.taken, 1)} />
                  <b>{totals.taken}</b>
                </span>
              </td>
              <td className="n">{totals.seats}</td>
              <td colSpan={4} className="group-start">
                {t("footFree", { count: totals.free })}
              </td>
              <td className="n">{totals.waiting > 0 ? totals.waiting : ""}</td>
            </tr>
          </tfoot>
        </table>
      </div>
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
