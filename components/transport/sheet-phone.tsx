"use client";

import { SaveState } from "@/components/collab/save-state";
import { PhoneList } from "./phone-list";
import type { SheetScene } from "./sheet-scene";
import { TripSheet } from "./trip-panel";

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
