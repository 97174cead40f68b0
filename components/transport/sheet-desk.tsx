"use client";

import { useLocale, useTranslations } from "next-intl";
import { useCallback, useMemo, useState } from "react";
import type { SheetRow } from "@/domain/transport/schema";
import type { SheetFilter } from "@/domain/transport/sheet-filter";
import { useCellWords } from "./cell-words";
import { Grid } from "./grid";
import { sheetDays } from "./sheet-days";
import type { SheetScene } from "./sheet-scene";
import { type SheetSort, sortDays } from "./sheet-sort";
import { TicketList } from "./ticket-list";
import { totalsOf } from "./trip-figures";
import { TripPanel } from "./trip-panel";
import { useColumns, useDeskView, wholeSheet } from "./use-desk-view";
import { useSheetLayout } from "./use-sheet-layout";
import { useShownRows } from "./use-shown-rows";
import { ColumnSettings, ViewSettings } from "./view-settings";

/** The sheet on a desk: the grid or the remembered list, what one person sees of it, and the open trip beside it. */
export function SheetDesk(scene: SheetScene) {
  const { rows, departures, roster, figures, issuesOf, canWrite, opened } = scene;
  const t = useTranslations("sheet");
  const locale = useLocale();
  const [layout, setLayout] = useSheetLayout();
  const [columns, setColumns] = useColumns(scene.me);
  const [view, setView] = useDeskView(scene.room);
  const [text, setText] = useState("");
  const choicesOf = useCellWords(departures, roster);

  const hasMistake = useCallback((row: SheetRow) => issuesOf(row).some((issue) => issue.wrong), [issuesOf]);
  const wrong = useMemo(
    () => rows.reduce((sum, row) => sum + issuesOf(row).filter((issue) => issue.wrong).length, 0),
    [rows, issuesOf],
  );
  const filter = useMemo((): SheetFilter => {
    const { departureId } = view.filter;
    // A departure that is no more must not hide everything.
    const known = departures.some((departure) => departure.id === departureId);
    return { ...view.filter, text, departureId: known ? departureId : null };
  }, [view.filter, text, departures]);
  const toCorrect = view.toCorrect && canWrite;
  const shown = useShownRows({
    rows,
    figures,
    filter,
    me: scene.me,
    also: toCorrect ? hasMistake : null,
    openId: opened?.id ?? null,
  });
  const days = useMemo(
    () => sortDays(sheetDays(shown, departures, figures), view.sort, { figures, choicesOf, locale }),
    [shown, departures, figures, view.sort, choicesOf, locale],
  );
  const totals = useMemo(() => totalsOf(shown.flatMap((row) => figures.get(row.id) ?? [])), [shown, figures]);
  const hidden = rows.length - shown.length;
  const { departureId, mode, stop, free, mine } = filter;
  const active =
    [departureId, mode ?? null, stop, view.sort].filter((each) => each !== null).length +
    [free, mine].filter(Boolean).length;
  const onSort = useCallback((sort: SheetSort | null) => setView({ ...view, sort }), [view, setView]);
  const showAll = () => {
    setText("");
    setView({ ...wholeSheet, sort: view.sort });
  };
  return (
    <div className={opened === null ? "split" : "split has-panel"}>
      <div>
        <div className="list-head">
          <fieldset className="seg hug" aria-label={t("layout.label")}>
            {(["grid", "list"] as const).map((each) => (
              <button
                key={each}
                type="button"
                className="segbtn"
                aria-pressed={layout === each}
                aria-current={layout === each}
                onClick={() => setLayout(each)}
              >
                {t(`layout.${each}`)}
              </button>
            ))}
          </fieldset>
          <input
            type="search"
            className="input slim sheetsearch"
            aria-label={t("view.search")}
            placeholder={t("view.searchHint")}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <ViewSettings
            rows={rows}
            departures={departures}
            choicesOf={choicesOf}
            columns={columns}
            view={view}
            onView={setView}
            active={active}
          />
          {layout === "grid" && <ColumnSettings columns={columns} onColumns={setColumns} />}
          {(wrong > 0 || toCorrect) && canWrite && (
            <button
              type="button"
              className="btn quiet slim wrongcount"
              aria-pressed={toCorrect}
              onClick={() => setView({ ...view, toCorrect: !view.toCorrect })}
            >
              {t("toCorrect", { count: wrong })}
            </button>
          )}
        </div>
        <p className={hidden > 0 ? "row hiddenrows" : "sr"} role="status">
          {hidden > 0 && (
            <>
              <span>{t("view.hidden", { count: hidden })}</span>
              <button type="button" className="btn quiet slim" onClick={showAll}>
                {t("view.showAll")}
              </button>
            </>
          )}
        </p>
        {shown.length === 0 ? (
          <p className="empty">{t("view.none")}</p>
        ) : layout === "list" ? (
          <TicketList
            days={days}
            figures={figures}
            issuesOf={issuesOf}
            peers={scene.peers}
            nameOf={scene.nameOf}
            roster={scene.roster}
            canWrite={canWrite}
            unsent={scene.unsent}
            acts={scene.ticketActs}
          />
        ) : (
          <Grid
            days={days}
            totals={totals}
            figures={figures}
            columns={columns}
            choicesOf={choicesOf}
            sort={view.sort}
            onSort={onSort}
            issuesOf={issuesOf}
            peers={scene.peers}
            picked={opened?.id ?? null}
            canWrite={canWrite}
            editor={scene.editor}
            nameOf={scene.nameOf}
            onOpen={scene.onOpen}
            onPresence={scene.onPresence}
            onSnack={scene.onSnack}
          />
        )}
      </div>
      {opened !== null && (
        <TripPanel row={opened} day={scene.openedDay} onClose={scene.onClose}>
          {scene.details}
        </TripPanel>
      )}
    </div>
  );
}
