"use client";

import { useTranslations } from "next-intl";
import { Icon } from "@/components/ui/icon";
import type { SheetRow } from "@/domain/transport/schema";
import type { TicketActs } from "./ticket-acts";
import type { RosterOption } from "./trip-figures";

/** What changes often, one tap each: a seat more or less, « Complet » and back, a call to the person in charge. */
export function TicketQuick({
  row,
  name,
  free,
  owner,
  canWrite,
  acts,
}: {
  row: SheetRow;
  name: string;
  free: number;
  owner: RosterOption | undefined;
  canWrite: boolean;
  acts: TicketActs;
}) {
  const t = useTranslations("sheet");
  const seats = typeof row.seats === "number" ? row.seats : null;
  const phone = owner?.phone ?? null;
  if (!canWrite && phone === null) return null;
  return (
    <div className="quick">
      {canWrite && seats !== null && (
        <span className="stepper slim">
          <button
            type="button"
            disabled={seats <= 1}
            aria-label={t("seatLess", { trip: name })}
            onClick={() => acts.seats(row, -1)}
          >
            <Icon name="minus" />
          </button>
          <output aria-label={t("seatsShort", { count: seats })}>{seats}</output>
          <button type="button" aria-label={t("seatMore", { trip: name })} onClick={() => acts.seats(row, 1)}>
            <Icon name="plus" />
          </button>
        </span>
      )}
      {canWrite && row.state === "open" && free > 0 && (
        <button type="button" className="btn quiet slim" onClick={() => acts.close(row, true)}>
          {t("status.full")}
          <span className="sr"> : {name}</span>
        </button>
      )}
      {canWrite && row.state === "closed" && (
        <button type="button" className="btn quiet slim" onClick={() => acts.close(row, false)}>
          {t("reopen")}
          <span className="sr"> : {name}</span>
        </button>
      )}
      {phone !== null && (
        <a className="btn quiet slim" href={`tel:${phone.replaceAll(/[^+\d]/g, "")}`}>
          <Icon name="phone" />
          {t("call", { name: owner?.name ?? "" })}
        </a>
      )}
    </div>
  );
}
