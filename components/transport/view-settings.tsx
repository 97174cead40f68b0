"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Check } from "@/components/ui/choice";
import { Select } from "@/components/ui/field";
import { PopPanel } from "@/components/ui/pop-panel";
import { modes, type SheetRow } from "@/domain/transport/schema";
import { stopNames } from "@/domain/transport/sheet-filter";
import type { CellContext } from "./cell-text";
import { allColumns, columnsOf, defaultColumns, factsOf, type GridColumn } from "./grid-columns";
import type { DepartureOption } from "./trip-figures";
import { type DeskView, wholeSheet } from "./use-desk-view";

type ViewProps = {
  rows: readonly SheetRow[];
  departures: readonly DepartureOption[];
  choicesOf: CellContext["choicesOf"];
  columns: readonly GridColumn[];
  view: DeskView;
  onView: (next: DeskView) => void;
  /** How many settings hide or reorder something. */
  active: number;
};

/** « Filtrer, trier »: what one person sees, and in which order. */
export function ViewSettings(props: ViewProps) {
  const t = useTranslations("sheet");
  return (
    <PopPanel summary={props.active > 0 ? t("view.summaryActive", { count: props.active }) : t("view.summary")}>
      <ViewFields {...props} />
    </PopPanel>
  );
}

/** Nothing is offered that could hide nothing. */
function ViewFields({ rows, departures, choicesOf, columns, view, onView, active }: ViewProps) {
  const t = useTranslations("sheet");
  const { filter, sort } = view;
  const stops = useMemo(() => stopNames(rows), [rows]);
  const inUse = useMemo(() => new Set(rows.map((row) => row.mode)), [rows]);
  const usedModes = modes.filter((mode) => inUse.has(mode) || filter.mode === mode);
  const setFilter = (change: Partial<DeskView["filter"]>) => onView({ ...view, filter: { ...filter, ...change } });
  const any = { value: "", label: t("view.any") };
  return (
    <>
      {departures.length > 1 && (
        <Select
          id="filter-departure"
          label={t("view.departure")}
          className="slim"
          value={filter.departureId ?? ""}
          options={[any, ...choicesOf("departureId")]}
          onChange={(event) => setFilter({ departureId: event.currentTarget.value || null })}
        />
      )}
      {usedModes.length > 1 && (
        <Select
          id="filter-mode"
          label={t("view.mode")}
          className="slim"
          value={filter.mode ?? ""}
          options={[any, ...choicesOf("mode").filter(({ value }) => usedModes.some((mode) => mode === value))]}
          onChange={(event) => setFilter({ mode: event.currentTarget.value || null })}
        />
      )}
      {stops.length > 1 && (
        <Select
          id="filter-stop"
          label={t("view.stop")}
          className="slim"
          value={filter.stop ?? ""}
          options={[any, ...stops.map((name) => ({ value: name, label: name }))]}
          onChange={(event) => setFilter({ stop: event.currentTarget.value || null })}
        />
      )}
      <Check
        id="filter-free"
        checked={filter.free}
        onChange={(event) => setFilter({ free: event.currentTarget.checked })}
      >
        {t("view.free")}
      </Check>
      <Check
        id="filter-mine"
        checked={filter.mine}
        onChange={(event) => setFilter({ mine: event.currentTarget.checked })}
      >
        {t("view.mine")}
      </Check>
      <Select
        id="sort-by"
        label={t("view.sort")}
        className="slim"
        value={sort?.by ?? ""}
        options={[
          { value: "", label: t("view.sheetOrder") },
          ...columns.map((column) => ({
            value: column,
            label: t("view.columnOf", { group: t(`group.${factsOf(column).group}`), column: t(`column.${column}`) }),
          })),
        ]}
        onChange={(event) => {
          const by = columns.find((column) => column === event.currentTarget.value);
          onView({ ...view, sort: by === undefined ? null : { by, down: sort?.down ?? false } });
        }}
      />
      {sort !== null && (
        <Check
          id="sort-down"
          checked={sort.down}
          onChange={(event) => onView({ ...view, sort: { ...sort, down: event.currentTarget.checked } })}
        >
          {t("view.down")}
        </Check>
      )}
      {active > 0 && (
        <button type="button" className="btn quiet slim" onClick={() => onView(wholeSheet)}>
          {t("view.reset")}
        </button>
      )}
    </>
  );
}

/** « Colonnes »: a box for each, but the trip's name. */
export function ColumnSettings({
  columns,
  onColumns,
}: {
  columns: readonly GridColumn[];
  onColumns: (next: readonly GridColumn[]) => void;
}) {
  const t = useTranslations("sheet");
  const groups = useMemo(() => {
    const all = new Map<string, GridColumn[]>();
    for (const column of allColumns.slice(1)) {
      const { group } = factsOf(column);
      all.set(group, [...(all.get(group) ?? []), column]);
    }
    return [...all.values()];
  }, []);
  const isDefault = columns.length === defaultColumns.length && defaultColumns.every((each) => columns.includes(each));
  return (
    <PopPanel summary={t("columns.summary")}>
      {groups.map((group) => (
        <fieldset key={group[0]} className="columngroup">
          <legend>{group[0] !== undefined && t(`group.${factsOf(group[0]).group}`)}</legend>
          {group.map((column) => (
            <Check
              key={column}
              id={`column-${column}`}
              checked={columns.includes(column)}
              onChange={(event) =>
                onColumns(
                  event.currentTarget.checked
                    ? columnsOf([...columns, column])
                    : columns.filter((each) => each !== column),
                )
              }
            >
              {t(`column.${column}`)}
            </Check>
          ))}
        </fieldset>
      ))}
      {!isDefault && (
        <button type="button" className="btn quiet slim" onClick={() => onColumns(defaultColumns)}>
          {t("columns.reset")}
        </button>
      )}
    </PopPanel>
  );
}
