"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Grid } from "./grid";
import type { SheetScene } from "./sheet-scene";
import { TicketList } from "./ticket-list";
import { TripPanel } from "./trip-panel";
import { useSheetLayout } from "./use-narrow";

/** The sheet on a desk: the grid or the remembered list, and the open trip beside it. */
export function SheetDesk(scene: SheetScene) {
  const { rows, days, figures, issuesOf, canWrite, opened } = scene;
  const t = useTranslations("sheet");
  const [layout, setLayout] = useSheetLayout();
  const wrong = useMemo(
    () => rows.reduce((sum, row) => sum + issuesOf(row).filter((issue) => issue.wrong).length, 0),
    [rows, issuesOf],
  );
  return (
    <div className={opened === null ? "split" : "split has-panel"}>
      <div>
        <div className="list-head">
          <fieldset className="seg hug" aria-label={t("layout.label")}>
            {(["grid", "list"] as const).map((each) => (
              <button
                key={each}
                type="button"
                className="segbtn"
                aria-pressed={layout === each}
                aria-current={layout === each}
                onClick={() => setLayout(each)}
              >
                {t(`layout.${each}`)}
              </button>
            ))}
          </fieldset>
          {wrong > 0 && canWrite && <p className="small wrongcount">{t("toCorrect", { count: wrong })}</p>}
        </div>
        {layout === "list" ? (
          <TicketList
            days={days}
            figures={figures}
            issuesOf={issuesOf}
            peers={scene.peers}
            nameOf={scene.nameOf}
            roster={scene.roster}
            canWrite={canWrite}
            acts={scene.ticketActs}
          />
        ) : (
          <Grid
            days={days}
            totals={scene.totals}
            facts={figures}
            issuesOf={issuesOf}
            peers={scene.peers}
            picked={opened?.id ?? null}
            canWrite={canWrite}
            editor={scene.editor}
            nameOf={scene.nameOf}
            onOpen={scene.onOpen}
            onPresence={scene.onPresence}
          />
        )}
      </div>
      {opened !== null && (
        <TripPanel row={opened} day={scene.openedDay} onClose={scene.onClose}>
          {scene.details}
        </TripPanel>
      )}
    </div>
  );
}
