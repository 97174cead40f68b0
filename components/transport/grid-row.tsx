"use client";

import { useLocale, useTranslations } from "next-intl";
import { memo, type ReactNode } from "react";
import type { Peer } from "@/components/collab/presence";
import { Badge } from "@/components/ui/badge";
import { Icon } from "@/components/ui/icon";
import { Seats } from "@/components/ui/seats";
import { modePaper } from "@/components/ui/ticket";
import { modeOf, type SheetRow } from "@/domain/transport/schema";
import { type CellContext, shownText } from "./cell-text";
import { type CellCallbacks, GridCell } from "./grid-cell";
import { factsOf, type GridColumn, startsGroup } from "./grid-columns";
import { peersByColumn } from "./grid-peers";
import { badgeTones, rowStatus } from "./row-status";
import type { ShownIssue } from "./shown-issue";
import type { TripFigures } from "./trip-figures";

type Props = {
  row: SheetRow;
  /** Its place among all rows, those that are away too. */
  index: number;
  figures: TripFigures | undefined;
  day: string;
  columns: readonly GridColumn[];
  choicesOf: CellContext["choicesOf"];
  issues: readonly ShownIssue[];
  peers: readonly Peer[];
  /** The column that holds the grid's tab stop, when it is in this row. */
  currentColumn: number | null;
  /** First and last column of the chosen block, when it crosses this row; else -1. */
  chosenFrom: number;
  chosenTo: number;
  /** The text being edited in the current column. */
  editing: string | null;
  picked: boolean;
  canWrite: boolean;
  callbacks: CellCallbacks & { readonly onOpen: (rowId: string) => void };
};

/** One trip on one line, and under it the reasons of what is wrong in it. */
export const GridRow = memo(function GridRow(props: Props) {
  const { row, figures, day, columns, choicesOf, issues, peers, currentColumn, editing, picked, callbacks } = props;
  const t = useTranslations("sheet");
  const locale = useLocale();
  const status = rowStatus(row, figures);
  const mode = modeOf(row.mode);
  const name = row.title.trim() || t("untitled");
  const context: CellContext = { figures, day, choicesOf };
  const reasons = issues.filter((issue) => issue.wrong || issue.decide);
  const here = peers.length === 0 ? null : peersByColumn(peers, row, columns);

  function shown(column: GridColumn): ReactNode {
    switch (column) {
      case "title":
        return (
          <span className="rowhead">
            <span className="mode" data-paper={mode === null ? undefined : modePaper(mode)}>
              {mode !== null && <Icon name={mode} />}
            </span>
            <button
              type="button"
              tabIndex={-1}
              className="name"
              onClick={(event) => {
                // The cell takes the focus: it is where one comes back to from the panel.
                event.currentTarget.closest<HTMLElement>("[data-cell]")?.focus();
                callbacks.onOpen(row.id);
              }}
            >
              {name}
              {mode !== null && <span className="sr"> ({t(`mode.${mode}`)})</span>}
            </button>
          </span>
        );
      case "taken": {
        if (figures === undefined || mode === null) return <span className="soft">–</span>;
        const total = Math.max(figures.seats, figures.taken);
        return (
          <span className="fillcell">
            <Seats mode={mode} compact taken={figures.taken} total={total} />
            <b>{figures.taken}</b>
          </span>
        );
      }
      case "seats":
        return row.seats === null ? <span className="soft">–</span> : String(row.seats);
      case "state":
        return <Badge tone={badgeTones[status]}>{t(`status.${status}`)}</Badge>;
      default:
        return shownText(row, column, context, locale);
    }
  }

  return (
    <>
      <tr
        aria-rowindex={props.index + 1}
        className={[picked && "is-picked", status === "cancelled" && "is-off"].filter(Boolean).join(" ") || undefined}
      >
        {columns.map((column, index) => {
          const issue = reasons.find((each) => each.column === column);
          return (
            <GridCell
              key={column}
              rowId={row.id}
              column={column}
              index={index}
              current={currentColumn === index}
              selected={index >= props.chosenFrom && index <= props.chosenTo && props.chosenFrom !== -1}
              editing={currentColumn === index ? editing : null}
              label={t("cellLabel", { column: t(`column.${column}`), trip: name })}
              choices={choicesOf(column)}
              wrongBy={issue === undefined ? undefined : `reason-${row.id}-${issue.key}`}
              peers={here?.get(column) ?? nobody}
              className={columnClass(columns, index)}
              callbacks={callbacks}
            >
              {shown(column)}
            </GridCell>
          );
        })}
      </tr>
      {reasons.map((issue) => (
        <tr className="reason" key={issue.key}>
          <th colSpan={columns.length} scope="row" id={`reason-${row.id}-${issue.key}`}>
            <span className="row reasonline">
              <Icon name="warning" />
              <span>{t("reason", { trip: name, reason: issue.text })}</span>
              {issue.decide && figures?.aboardHref != null && (
                <a className="btn quiet slim" href={figures.aboardHref}>
                  {t("decide")}
                </a>
              )}
              {props.canWrite && issue.repair !== null && (
                <button type="button" className="btn quiet slim" onClick={issue.repair.apply}>
                  {issue.repair.label}
                </button>
              )}
            </span>
          </th>
        </tr>
      ))}
    </>
  );
});

const nobody: readonly Peer[] = [];

/** How a column's cells stand: sticking, after a thick line, to the right. */
export function columnClass(columns: readonly GridColumn[], index: number): string {
  const column = columns[index];
  if (column === undefined) return "";
  if (index === 0) return "stick";
  return [startsGroup(columns, index) && "group-start", factsOf(column).right && "n"].filter(Boolean).join(" ");
}
