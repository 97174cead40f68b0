"use client";

import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import type { Peer } from "@/components/collab/presence";
import { presenceStyle } from "@/components/collab/presence-style";
import { initials } from "@/components/ui/avatar";
import { rowStates } from "@/domain/transport/schema";
import type { GridColumn } from "./grid-keys";

export type CellCallbacks = {
  readonly onFocus: (rowId: string, column: number) => void;
  readonly onEdit: (rowId: string, column: number) => void;
  readonly onCommit: (rowId: string, column: number, text: string) => void;
  readonly nameOf: (userId: string) => string;
};

type Props = {
  rowId: string;
  column: GridColumn;
  index: number;
  /** Whether this is the grid's one tab stop. */
  current: boolean;
  /** The text to edit; null while the cell is only shown. */
  editing: string | null;
  label: string;
  stateLabels: Readonly<Record<string, string>>;
  wrongBy: string | undefined;
  peer: Peer | undefined;
  className: string;
  callbacks: CellCallbacks;
  children: ReactNode;
};

/** One cell of the grid: shown, or the field that edits it. Keys are read by the grid, once for all cells. */
export function GridCell(props: Props) {
  const { rowId, column, index, current, editing, wrongBy, peer, className, callbacks, children } = props;
  const classes = [className, wrongBy && "is-wrong", peer && "live"].filter(Boolean).join(" ");
  const Tag = column === "title" ? "th" : "td";
  return (
    <Tag
      scope={column === "title" ? "row" : undefined}
      role={column === "title" ? "rowheader" : "gridcell"}
      className={classes}
      tabIndex={current && editing === null ? 0 : -1}
      data-cell={`${rowId}:${index}`}
      aria-invalid={wrongBy === undefined ? undefined : true}
      aria-describedby={wrongBy}
      style={peer === undefined ? undefined : presenceStyle(peer)}
      onFocus={(event) => {
        if (event.target === event.currentTarget) callbacks.onFocus(rowId, index);
      }}
      onDoubleClick={() => callbacks.onEdit(rowId, index)}
    >
      {editing !== null ? (
        <CellField {...props} editing={editing} />
      ) : peer === undefined ? (
        children
      ) : (
        <span className="cell">
          {children}
          <span className="tag" title={callbacks.nameOf(peer.userId ?? "")}>
            {initials(callbacks.nameOf(peer.userId ?? ""))}
          </span>
        </span>
      )}
    </Tag>
  );
}

const fieldTypes: Partial<Record<GridColumn, string>> = { departs: "time", arrives: "time" };

function CellField({ rowId, column, index, editing, label, stateLabels, callbacks }: Props & { editing: string }) {
  const input = useRef<HTMLInputElement>(null);
  const select = useRef<HTMLSelectElement>(null);
  const given = useRef(false);
  useEffect(() => {
    const field = input.current ?? select.current;
    field?.focus();
  }, []);
  const giveUp = (event: KeyboardEvent) => {
    if (event.key === "Escape") given.current = true;
  };
  const leave = (text: string) => {
    if (given.current) return;
    given.current = true;
    callbacks.onCommit(rowId, index, text);
  };
  if (column === "state")
    return (
      <select
        ref={select}
        className="input slim"
        aria-label={label}
        defaultValue={editing}
        onKeyDown={giveUp}
        onBlur={(event) => leave(event.currentTarget.value)}
      >
        {rowStates.map((state) => (
          <option key={state} value={state}>
            {stateLabels[state]}
          </option>
        ))}
      </select>
    );
  return (
    <input
      ref={input}
      className="input slim"
      aria-label={label}
      type={fieldTypes[column] ?? "text"}
      inputMode={column === "seats" ? "numeric" : undefined}
      maxLength={200}
      defaultValue={editing}
      onKeyDown={giveUp}
      onBlur={(event) => leave(event.currentTarget.value)}
    />
  );
}
