"use client";

import { useTranslations } from "next-intl";
import { memo } from "react";
import { columnGroups, type GridColumn } from "./grid-columns";
import { columnClass } from "./grid-row";
import type { SheetSort } from "./sheet-sort";

/** Groups and names of the columns. A press sorts; by keyboard the same is under « Trier ». */
export const GridHead = memo(function GridHead({
  columns,
  sort,
  onSort,
}: {
  columns: readonly GridColumn[];
  sort: SheetSort | null;
  onSort: (sort: SheetSort | null) => void;
}) {
  const t = useTranslations("sheet");
  function next(column: GridColumn): SheetSort | null {
    if (sort?.by !== column) return { by: column, down: false };
    return sort.down ? null : { by: column, down: true };
  }
  return (
    <thead>
      <tr>
        {columnGroups(columns).map(({ group, count }, index) => (
          <th key={group} className={index === 0 ? "stick" : "group-start"} colSpan={count} scope="colgroup">
            {t(`group.${group}`)}
          </th>
        ))}
      </tr>
      <tr>
        {columns.map((column, index) => {
          const own = sort?.by === column ? sort : null;
          return (
            <th
              key={column}
              scope="col"
              aria-colindex={index + 1}
              className={columnClass(columns, index) || undefined}
              aria-sort={own === null ? undefined : own.down ? "descending" : "ascending"}
            >
              <button type="button" tabIndex={-1} className="sorter" onClick={() => onSort(next(column))}>
                {t(`column.${column}`)}
                {own !== null && <span aria-hidden="true">{own.down ? " ↓" : " ↑"}</span>}
              </button>
            </th>
          );
        })}
      </tr>
    </thead>
  );
});
