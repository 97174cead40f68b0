"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useMemo } from "react";
import type { Peer } from "@/components/collab/presence";
import { Figures } from "@/components/ui/figures";
import { Icon } from "@/components/ui/icon";
import { compareOrder } from "@/domain/kernel/fractional-order";
import { rowOfBrief } from "@/domain/transport/row-of-trip";
import { PhoneList } from "./phone-list";
import { SheetBones } from "./sheet-bones";
import type { SheetViewProps, Wanted } from "./sheet-props";
import { noIssues } from "./shown-issue";
import type { TicketActs } from "./ticket-acts";
import { type SheetTotals, totalsOf } from "./trip-figures";

const nobody: readonly Peer[] = [];
const nothingWrong = () => noIssues;
const nobodyNamed = () => "";
const nothingWaits: ReadonlySet<string> = new Set();

/** The three numbers of the sheet's head. */
export function SheetFigures({ totals }: { totals: SheetTotals }) {
  const t = useTranslations("sheet");
  return (
    <Figures
      figures={[
        { value: totals.free, label: t("figure.free", { count: totals.free }) },
        { value: totals.taken, label: t("figure.taken", { count: totals.taken }) },
        { value: totals.waiting, label: t("figure.waiting"), hot: totals.waiting > 0 },
      ]}
    />
  );
}

/** The published trips, from what SQL holds: on a phone one reads them before the editor is there. */
export function SheetReading({ props, onWanted }: { props: SheetViewProps; onWanted: (wanted: Wanted) => void }) {
  const figures = useMemo(() => new Map(props.figures.map((trip) => [trip.rowId, trip])), [props.figures]);
  const rows = useMemo(
    () =>
      props.figures
        .flatMap(({ rowId, brief }) => (brief === null ? [] : [rowOfBrief(rowId, brief)]))
        .sort(compareOrder),
    [props.figures],
  );
  const acts = useMemo(
    (): TicketActs => ({
      open: (rowId) => onWanted((hand) => hand.acts.open(rowId)),
      read: (rowId) => onWanted((hand) => hand.acts.read(rowId)),
      // By its id: the document may know better than what SQL held.
      seats: (read, by) => onWanted(({ acts: now, row }) => now.seats(row(read?.id ?? ""), by)),
      close: (read, closed) => onWanted(({ acts: now, row }) => now.close(row(read?.id ?? ""), closed)),
      go: (trip) => onWanted((hand) => hand.acts.go(trip)),
    }),
    [onWanted],
  );
  return (
    <>
      <div className="only-narrow">
        <div className="split">
          <div>
            <PhoneList
              me={props.me}
              coalitionId={props.coalitionId}
              rows={rows}
              departures={props.departures}
              figures={figures}
              issuesOf={nothingWrong}
              peers={nobody}
              nameOf={nobodyNamed}
              roster={props.roster}
              canWrite={props.canWrite}
              unsent={nothingWaits}
              acts={acts}
            />
          </div>
        </div>
      </div>
      <div className="only-wide">
        <SheetBones />
      </div>
    </>
  );
}

/** The whole page as the server sends it, before any of the editor has come. */
export function SheetOpening({ props, onWanted }: { props: SheetViewProps; onWanted: (wanted: Wanted) => void }) {
  const t = useTranslations("sheet");
  const tc = useTranslations("collab");
  return (
    <div className="sheet-page">
      <SheetHead
        save={<span className="save busy wait">{tc("opening")}</span>}
        totals={totalsOf(props.figures)}
        mains={
          props.canWrite && (
            <button type="button" className="btn main" onClick={() => onWanted((hand) => hand.add())}>
              <Icon name="plus" />
              {t("add")}
            </button>
          )
        }
      />
      <SheetReading props={props} onWanted={onWanted} />
    </div>
  );
}

function SheetHead({ save, totals, mains }: { save: ReactNode; totals: SheetTotals; mains: ReactNode }) {
  const t = useTranslations("sheet");
  return (
    <div className="work-head">
      <div className="head">
        <h1>{t("title")}</h1>
        {save}
      </div>
      <div className="sub">
        <SheetFigures totals={totals} />
        {mains && <div className="mains fill">{mains}</div>}
      </div>
      {!mains && <p className="soft">{t("readOnly")}</p>}
    </div>
  );
}
