"use client";

import { useLocale, useTranslations } from "next-intl";
import { startTransition, useEffect, useMemo, useState } from "react";
import type { Peer } from "@/components/collab/presence";
import type { SheetRow } from "@/domain/transport/schema";
import type { SheetDay } from "./sheet-days";
import type { ShownIssue } from "./shown-issue";
import type { TicketActs } from "./ticket-acts";
import type { FiguresByRow, RosterOption } from "./trip-figures";
import { TripTicket } from "./trip-ticket";
import { shortDay } from "./wall-clock";

/** So many tickets are whole at once; the others have their words first, and their drawings and buttons soon after. */
const atOnce = 8;
const more = 24;

/** How many tickets are drawn whole: more at each moment that the page has nothing else to do. */
function useWhole(all: number): number {
  const [whole, setWhole] = useState(atOnce);
  useEffect(() => {
    if (whole >= all) return;
    const grow = () => startTransition(() => setWhole(whole + more));
    // Safari has no idle callback.
    if (!("requestIdleCallback" in window)) {
      const timer = setTimeout(grow, 30);
      return () => clearTimeout(timer);
    }
    const idle = window.requestIdleCallback(grow, { timeout: 500 });
    return () => window.cancelIdleCallback(idle);
  }, [whole, all]);
  return whole;
}

/** The sheet as tickets under their departure: the phone's way, and the plainest for a screen reader. */
export function TicketList({
  days,
  figures,
  issuesOf,
  peers,
  nameOf,
  roster,
  canWrite,
  acts,
}: {
  days: readonly SheetDay[];
  figures: FiguresByRow;
  issuesOf: (row: SheetRow) => readonly ShownIssue[];
  peers: readonly Peer[];
  nameOf: (userId: string) => string;
  roster: readonly RosterOption[];
  canWrite: boolean;
  acts: TicketActs;
}) {
  const t = useTranslations("sheet");
  const locale = useLocale();
  const byRow = useMemo(
    () => new Map(peers.flatMap((peer) => (peer.rowId === null || peer.userId === null ? [] : [[peer.rowId, peer]]))),
    [peers],
  );
  const people = useMemo(() => new Map(roster.map((person) => [person.id, person])), [roster]);
  const order = useMemo(() => new Map(days.flatMap(({ rows }) => rows).map((row, index) => [row, index])), [days]);
  const whole = useWhole(order.size);
  return days.map(({ departure, rows }) => (
    <section className="day" key={departure?.id ?? "none"} aria-labelledby={`day-${departure?.id ?? "none"}`}>
      <h2 id={`day-${departure?.id ?? "none"}`}>
        {departure === null ? t("noDeparture") : shortDay(departure.day, locale)}{" "}
        <small>
          {departure === null
            ? t("noDepartureHint")
            : t("dayTitle", { title: departure.title, place: departure.place })}
        </small>
      </h2>
      {rows.map((row) => (
        <TripTicket
          key={row.id}
          row={row}
          figures={figures.get(row.id)}
          day={departure?.day ?? ""}
          issues={issuesOf(row)}
          peer={byRow.get(row.id)}
          nameOf={nameOf}
          owner={typeof row.ownerId === "string" ? people.get(row.ownerId) : undefined}
          canWrite={canWrite}
          whole={(order.get(row) ?? 0) < whole}
          acts={acts}
        />
      ))}
    </section>
  ));
}
