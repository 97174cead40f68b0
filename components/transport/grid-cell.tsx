"use client";

import type { ReactNode } from "react";
import type { Peer } from "@/components/collab/presence";
import { presenceStyle } from "@/components/collab/presence-style";
import { initials } from "@/components/ui/avatar";
import { CellField } from "./cell-field";
import type { Choice } from "./cell-text";
import { factsOf, type GridColumn } from "./grid-columns";

export type CellCallbacks = {
  readonly onFocus: (rowId: string, column: number) => void;
  readonly onEdit: (rowId: string, column: number) => void;
  /** Hears each key: a row that others' edits put elsewhere is drawn anew, with what was typed in it. */
  readonly onType: (text: string) => void;
  readonly onCommit: (rowId: string, column: number, text: string) => void;
  readonly nameOf: (userId: string) => string;
};

type Props = {
  rowId: string;
  column: GridColumn;
  index: number;
  /** Whether this is the grid's one tab stop. */
  current: boolean;
  /** Whether it is in a chosen block of several cells. */
  selected: boolean;
  /** The text to edit; null while the cell is only shown. */
  editing: string | null;
  label: string;
  choices: readonly Choice[];
  wrongBy: string | undefined;
  peers: readonly Peer[];
  className: string;
  callbacks: CellCallbacks;
  children: ReactNode;
};

/** One cell of the grid: shown, or the field that edits it. Keys are read by the grid, once for all cells. */
export function GridCell(props: Props) {
  const { rowId, column, index, current, selected, editing, wrongBy, peers, className, callbacks, children } = props;
  const [first] = peers;
  const classes = [className, wrongBy && "is-wrong", first && "live", selected && "is-chosen"];
  const Tag = column === "title" ? "th" : "td";
  return (
    <Tag
      scope={column === "title" ? "row" : undefined}
      role={column === "title" ? "rowheader" : "gridcell"}
      aria-colindex={index + 1}
      aria-selected={selected || current}
      className={classes.filter(Boolean).join(" ") || undefined}
      tabIndex={current && editing === null ? 0 : -1}
      data-cell={`${rowId}:${index}`}
      aria-invalid={wrongBy === undefined ? undefined : true}
      aria-describedby={wrongBy}
      style={first === undefined ? undefined : presenceStyle(first)}
      onFocus={(event) => {
        if (event.target === event.currentTarget) callbacks.onFocus(rowId, index);
      }}
      onDoubleClick={() => callbacks.onEdit(rowId, index)}
    >
      {editing !== null ? (
        <CellField
          column={column}
          value={editing}
          label={props.label}
          choices={props.choices}
          onType={callbacks.onType}
          onLeave={(text) => callbacks.onCommit(rowId, index, text)}
        />
      ) : first === undefined ? (
        children
      ) : (
        <span className="cell">
          <span className="celltext">{children}</span>
          <PeerTags peers={peers} nameOf={callbacks.nameOf} roomy={factsOf(column).width > 8} />
        </span>
      )}
    </Tag>
  );
}

/** Who is in the cell: one name, or the initials of several. Never read out: whoever listens would hear nothing else. */
function PeerTags({
  peers,
  nameOf,
  roomy,
}: {
  peers: readonly Peer[];
  nameOf: (userId: string) => string;
  /** Whether a whole name may find its place. */
  roomy: boolean;
}) {
  const names = peers.map((peer) => nameOf(peer.userId ?? ""));
  const rest = names.length - 2;
  return (
    <span className="tags" aria-hidden="true" title={names.join(", ")}>
      {peers.slice(0, 2).map((peer, index) => (
        <span className="tag" key={peer.clientId} style={presenceStyle(peer)}>
          {roomy && names.length === 1 && <span className="long">{names[index]}</span>}
          <span className={roomy && names.length === 1 ? "short" : undefined}>{initials(names[index] ?? "")}</span>
        </span>
      ))}
      {rest > 0 && <span className="tag">+{rest}</span>}
    </span>
  );
}
