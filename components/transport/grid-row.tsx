"use client";

import { useLocale, useTranslations } from "next-intl";
import { memo } from "react";
import type { Peer } from "@/components/collab/presence";
import { Badge } from "@/components/ui/badge";
import { Icon } from "@/components/ui/icon";
import { Seats } from "@/components/ui/seats";
import { modePaper } from "@/components/ui/ticket";
import { modeSchema, type SheetRow } from "@/domain/transport/schema";
import { stopOf, stopTimeText } from "./cell-text";
import { type CellCallbacks, GridCell } from "./grid-cell";
import { type GridColumn, gridColumns } from "./grid-keys";
import { badgeTones, rowStatus } from "./row-status";
import type { ShownIssue } from "./shown-issue";
import type { TripFigures } from "./trip-figures";

type Props = {
  row: SheetRow;
  facts: TripFigures | undefined;
  day: string;
  issues: readonly ShownIssue[];
  peers: readonly Peer[];
  /** The column that holds the grid's tab stop, when it is in this row. */
  currentColumn: number | null;
  /** The text being edited there. */
  editing: string | null;
  picked: boolean;
  canWrite: boolean;
  callbacks: CellCallbacks & { readonly onOpen: (rowId: string) => void };
};

const columnClasses: Readonly<Record<GridColumn, string>> = {
  title: "stick",
  taken: "group-start",
  seats: "n",
  departs: "group-start",
  place: "where-cell",
  arrives: "",
  state: "group-start",
  waiting: "n",
};

/** Where in the row somebody is seen: who has it open without a field, or in one that has no column, stands on its name. */
function columnOf(peer: Peer): GridColumn {
  return gridColumns.find((column) => column === peer.field) ?? "title";
}

/** One trip on one line, and under it the reasons of what is wrong in it. */
export const GridRow = memo(function GridRow(props: Props) {
  const { row, facts, day, issues, peers, currentColumn, editing, picked, canWrite, callbacks } = props;
  const t = useTranslations("sheet");
  const locale = useLocale();
  const status = rowStatus(row, facts);
  const mode = modeSchema.safeParse(row.mode).data ?? null;
  const name = row.title.trim() || t("untitled");
  const total = facts?.seats ?? (typeof row.seats === "number" ? row.seats : 0);
  const stateLabels = { draft: t("status.draft"), open: t("status.open"), closed: t("status.closed") };
  const shown: Record<GridColumn, React.ReactNode> = {
    title: (
      <span className="rowhead">
        <span className="mode" data-paper={mode === null ? undefined : modePaper(mode)}>
          {mode !== null && <Icon name={mode} />}
        </span>
        <button type="button" tabIndex={-1} className="name" onClick={() => callbacks.onOpen(row.id)}>
          {name}
          {mode !== null && <span className="sr"> ({t(`mode.${mode}`)})</span>}
        </button>
      </span>
    ),
    taken:
      facts === undefined || mode === null ? (
        <span className="soft">–</span>
      ) : (
        <span className="fillcell">
          <Seats mode={mode} compact taken={facts.taken} total={Math.max(total, facts.taken)} />
          <b>{facts.taken}</b>
        </span>
      ),
    seats: row.seats === null ? <span className="soft">–</span> : String(row.seats),
    departs: stopTimeText(stopOf(row, "departs"), day, locale),
    place: stopOf(row, "place")?.place ?? "",
    arrives: stopTimeText(stopOf(row, "arrives"), day, locale),
    state: <Badge tone={badgeTones[status]}>{t(`status.${status}`)}</Badge>,
    waiting: facts !== undefined && facts.waiting > 0 ? facts.waiting : "",
  };
  const reasons = issues.filter((issue) => issue.wrong || issue.decide);
  return (
    <>
      <tr
        className={[picked && "is-picked", status === "cancelled" && "is-off"].filter(Boolean).join(" ") || undefined}
        aria-selected={picked}
      >
        {gridColumns.map((column, index) => {
          const issue = reasons.find((each) => each.column === column);
          return (
            <GridCell
              key={column}
              rowId={row.id}
              column={column}
              index={index}
              current={currentColumn === index}
              editing={currentColumn === index ? editing : null}
              label={t("cellLabel", { column: t(`column.${column}`), trip: name })}
              stateLabels={stateLabels}
              wrongBy={issue === undefined ? undefined : `reason-${row.id}-${issue.key}`}
              peer={peers.find((peer) => columnOf(peer) === column)}
              className={columnClasses[column]}
              callbacks={callbacks}
            >
              {shown[column]}
            </GridCell>
          );
        })}
      </tr>
      {reasons.map((issue) => (
        <tr className="reason" key={issue.key}>
          <th colSpan={gridColumns.length} scope="row" id={`reason-${row.id}-${issue.key}`}>
            <span className="row reasonline">
              <Icon name="warning" />
              <span>{t("reason", { trip: name, reason: issue.text })}</span>
              {issue.decide && facts?.aboardHref != null && (
                <a className="btn quiet slim" href={facts.aboardHref}>
                  {t("decide")}
                </a>
              )}
              {canWrite && issue.repair !== null && (
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
