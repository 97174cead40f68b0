"use client";

import { useLocale, useTranslations } from "next-intl";
import { useDeferredValue, useMemo, useSyncExternalStore } from "react";
import type { Peer } from "@/components/collab/presence";
import type { SheetRow } from "@/domain/transport/schema";
import { bunchesOf } from "./bunches";
import type { SheetDay } from "./sheet-days";
import type { ShownIssue } from "./shown-issue";
import type { TicketActs } from "./ticket-acts";
import type { FiguresByRow, RosterOption } from "./trip-figures";
import { TripTicket } from "./trip-ticket";
import { useNear } from "./use-near";
import { shortDay } from "./wall-clock";

/** Tickets that come near, and are skipped when off the screen, together: each would cost as much as all of them. */
const together = 3;
/** So many come with the page, about four screens of a phone; the others, which it knows too, are written in the browser. */
const withThePage = 18;
const never = () => () => undefined;

/** How many tickets there are to be: those that come with the page until it has woken, then all. */
function useReach(): number {
  const awake = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  // Three hundred tickets keep nobody's finger waiting.
  return useDeferredValue(awake) ? Number.POSITIVE_INFINITY : withThePage;
}

type Props = {
  days: readonly SheetDay[];
  figures: FiguresByRow;
  issuesOf: (row: SheetRow) => readonly ShownIssue[];
  peers: readonly Peer[];
  nameOf: (userId: string) => string;
  roster: readonly RosterOption[];
  canWrite: boolean;
  /** Ids of the rows of which something waits on this device for the network. */
  unsent: ReadonlySet<string>;
  acts: TicketActs;
};

/**
 * The sheet as tickets under their departure: the phone's way, and the plainest for a screen reader. All are there, to be
 * found and read; their drawings and buttons come as one comes near.
 */
export function TicketList(props: Props) {
  const { days, peers, roster } = props;
  const t = useTranslations("sheet");
  const locale = useLocale();
  const peerOf = useMemo(
    () => new Map(peers.flatMap((peer) => (peer.rowId === null || peer.userId === null ? [] : [[peer.rowId, peer]]))),
    [peers],
  );
  const people = useMemo(() => new Map(roster.map((person) => [person.id, person])), [roster]);
  const reach = useReach();
  let before = 0;
  return days.map(({ departure, rows }, index) => {
    const shown = rows.slice(0, Math.max(0, reach - before));
    before += rows.length;
    if (shown.length === 0) return null;
    return (
      <section className="day" key={departure?.id ?? "none"} aria-labelledby={`day-${departure?.id ?? "none"}`}>
        <h2 id={`day-${departure?.id ?? "none"}`}>
          {departure === null ? t("noDeparture") : shortDay(departure.day, locale)}{" "}
          <small>
            {departure === null
              ? t("noDepartureHint")
              : t("dayTitle", { title: departure.title, place: departure.place })}
          </small>
        </h2>
        {bunchesOf(shown, together).map(({ from, items }) => (
          <Bunch
            key={from}
            {...props}
            rows={items}
            day={departure?.day ?? ""}
            peerOf={peerOf}
            people={people}
            first={index === 0 && from === 0}
          />
        ))}
      </section>
    );
  });
}

function Bunch({
  rows,
  day,
  peerOf,
  people,
  first,
  ...list
}: Omit<Props, "days" | "peers" | "roster"> & {
  rows: readonly SheetRow[];
  day: string;
  peerOf: ReadonlyMap<string, Peer>;
  people: ReadonlyMap<string, RosterOption>;
  /** What one sees first is whole before anything was measured. */
  first: boolean;
}) {
  // Once whole, they stay: whoever goes back finds them as they were.
  const [element, whole] = useNear<HTMLDivElement>(first, { stays: true });
  return (
    <div className="bunch" ref={element}>
      {rows.map((row) => (
        <TripTicket
          key={row.id}
          row={row}
          figures={list.figures.get(row.id)}
          day={day}
          issues={list.issuesOf(row)}
          peer={peerOf.get(row.id)}
          nameOf={list.nameOf}
          owner={typeof row.ownerId === "string" ? people.get(row.ownerId) : undefined}
          canWrite={list.canWrite}
          unsent={list.unsent.has(row.id)}
          whole={whole}
          acts={list.acts}
        />
      ))}
    </div>
  );
}
