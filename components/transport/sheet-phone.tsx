"use client";

import { useTranslations } from "next-intl";
import { SaveState } from "@/components/collab/save-state";
import type { SheetScene } from "./sheet-scene";
import { TicketList } from "./ticket-list";
import { TripSheet } from "./trip-panel";

/** The sheet on a phone: tickets, and the open trip from below. */
export function SheetPhone(scene: SheetScene) {
  const { rows, days, figures, opened, sync, readOnly } = scene;
  const t = useTranslations("sheet");
  const waited = [...figures.values()]
    .filter((trip) => trip.waiting > 0 && trip.aboardHref !== null && trip.cancelReason === null)
    .sort((a, b) => b.waiting - a.waiting)[0];
  return (
    <div className="split">
      <div>
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
        <TicketList
          days={days}
          figures={figures}
          issuesOf={scene.issuesOf}
          peers={scene.peers}
          nameOf={scene.nameOf}
          canWrite={scene.canWrite}
          onOpen={scene.onOpen}
        />
      </div>
      {opened !== null && (
        <TripSheet row={opened} save={<SaveState state={sync} readOnly={readOnly} />} onClose={scene.onClose}>
          {scene.details}
        </TripSheet>
      )}
    </div>
  );
}
