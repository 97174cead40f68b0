"use client";

import { useTranslations } from "next-intl";
import { type ComponentProps, useDeferredValue, useMemo } from "react";
import type { SheetRow } from "@/domain/transport/schema";
import { filterRows } from "@/domain/transport/sheet-filter";
import { PhoneFilters } from "./phone-filters";
import { sheetDays } from "./sheet-days";
import { TicketList } from "./ticket-list";
import type { DepartureOption } from "./trip-figures";
import { useSheetFilter } from "./use-sheet-filter";

type Props = Omit<ComponentProps<typeof TicketList>, "days"> & {
  me: string;
  coalitionId: string;
  /** Those that are not removed. */
  rows: readonly SheetRow[];
  departures: readonly DepartureOption[];
};

/** Up to here one sees all trips at a glance, and a search would only stand in the way. */
const fewTrips = 3;

/** Who waits, the search, and the tickets that are left: the same before the editor is there and after. */
export function PhoneList({ me, coalitionId, rows, departures, ...list }: Props) {
  const t = useTranslations("sheet");
  const [filter, change] = useSheetFilter(coalitionId);
  const { figures } = list;
  // Typing in the search never waits for three hundred tickets.
  const wanted = useDeferredValue(filter);
  const shown = useMemo(() => filterRows(rows, figures, wanted, me), [rows, figures, wanted, me]);
  const days = useMemo(() => sheetDays(shown, departures, figures), [shown, departures, figures]);
  const waited = [...figures.values()]
    .filter((trip) => trip.waiting > 0 && trip.aboardHref !== null && trip.cancelReason === null)
    .sort((a, b) => b.waiting - a.waiting)[0];
  return (
    <>
      {waited?.aboardHref != null && (
        <p className="waitline">
          <span>
            {t("waitline", {
              count: waited.waiting,
              trip: rows.find((row) => row.id === waited.rowId)?.title.trim() ?? "",
            })}
          </span>
          <a className="btn quiet slim" href={`${waited.aboardHref}#attente`}>
            {t("see")}
          </a>
        </p>
      )}
      {rows.length > fewTrips && (
        <PhoneFilters rows={rows} departures={departures} filter={filter} shown={shown.length} onChange={change} />
      )}
      <TicketList days={days} {...list} />
    </>
  );
}
