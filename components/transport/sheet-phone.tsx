"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useRef } from "react";
import { SaveState } from "@/components/collab/save-state";
import { Sheet } from "@/components/ui/sheet";
import type { SheetRow } from "@/domain/transport/schema";
import { KeyboardBar } from "./keyboard-bar";
import { PhoneList } from "./phone-list";
import type { SheetScene } from "./sheet-scene";

/** The sheet on a phone: tickets, and the open trip from below. */
export function SheetPhone(scene: SheetScene) {
  const { opened, sync, readOnly } = scene;
  return (
    <div className="split">
      <div>
        <PhoneList
          me={scene.me}
          coalitionId={scene.coalitionId}
          rows={scene.rows}
          departures={scene.departures}
          figures={scene.figures}
          issuesOf={scene.issuesOf}
          peers={scene.peers}
          nameOf={scene.nameOf}
          roster={scene.roster}
          canWrite={scene.canWrite}
          unsent={scene.unsent}
          acts={scene.ticketActs}
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

/** The open trip, from below. */
function TripSheet({
  row,
  save,
  onClose,
  children,
}: {
  row: SheetRow;
  save: ReactNode;
  onClose: () => void;
  children: ReactNode;
}) {
  const t = useTranslations("sheet");
  const top = useRef<HTMLDivElement>(null);
  return (
    <Sheet title={row.title.trim() || t("untitled")} closeLabel={t("close")} onClose={onClose}>
      <div ref={top}>{save}</div>
      {children}
      <KeyboardBar within={top} />
    </Sheet>
  );
}
