"use client";

import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon";
import { Note } from "@/components/ui/note";
import { Seats } from "@/components/ui/seats";
import { StopsTimeline } from "@/components/ui/stops-timeline";
import { directions, type Mode, type SheetRow } from "@/domain/transport/schema";
import { stopTimeText } from "./cell-text";
import { ExtraReading } from "./extra-reading";
import { SeatsLine } from "./seats-line";
import type { SheetEditor } from "./sheet-editor";
import type { ShownIssue } from "./shown-issue";
import type { DepartureOption, RosterOption, TripFigures } from "./trip-figures";
import { TripForm } from "./trip-form";
import { TripStateActs } from "./trip-state-acts";

export type TripDetailsProps = {
  row: SheetRow;
  /** The rows of the same day, in order: what moving up and down means. */
  siblings: readonly SheetRow[];
  figures: TripFigures | undefined;
  mode: Mode | null;
  day: string;
  issues: readonly ShownIssue[];
  missingOf: (row: SheetRow) => readonly string[];
  departures: readonly DepartureOption[];
  roster: readonly RosterOption[];
  editor: SheetEditor;
  canWrite: boolean;
  /** Opened to be read: « Modifier » is then a button. */
  reading: boolean;
  onEdit: () => void;
  fresh: boolean;
  phone: boolean;
  /** Why rows cannot be moved just now, as while they are sorted; null when they can. */
  moveOff: string | null;
  /** Who changed what. */
  history: ReactNode;
  onField: (rowId: string, field: string) => void;
  onDuplicate: (rowId: string) => void;
  onRemove: (row: SheetRow) => void;
};

/** The whole trip: its seats, its fields and its acts. Beside the grid on a desk, in a sheet from below on a phone. */
export function TripDetails(props: TripDetailsProps) {
  const { row, siblings, figures, mode, day, issues, missingOf, editor, canWrite, reading, fresh, onField } = props;
  const t = useTranslations("sheet");
  const cancelled = figures !== undefined && figures.cancelReason !== null;
  const position = siblings.findIndex((each) => each.id === row.id);
  const notes = issues.filter((issue) => (!issue.wrong || issue.field === "row") && issue.stopId === null);
  return (
    <>
      {cancelled && <Note tone="bad">{t("cancelledBecause", { reason: figures.cancelReason ?? "" })}</Note>}
      {figures !== undefined && mode !== null && !cancelled && (
        <div className="seats">
          <Seats mode={mode} taken={figures.taken} total={Math.max(figures.seats, figures.taken)} />
          <SeatsLine figures={figures} />
        </div>
      )}
      {!cancelled &&
        notes.map((issue) => (
          <Note key={issue.key}>
            {issue.text}
            {issue.decide && figures?.aboardHref != null && (
              <>
                {" "}
                <a href={figures.aboardHref}>{t("decide")}</a>
              </>
            )}
          </Note>
        ))}
      {canWrite && !cancelled && reading && (
        <p>
          <button type="button" className="btn second" onClick={props.onEdit}>
            <Icon name="edit" />
            {t("edit")}
          </button>
        </p>
      )}
      {canWrite && !cancelled && !reading ? (
        <>
          {!fresh && <TripStateActs row={row} free={figures?.free ?? 1} editor={editor} missingOf={missingOf} />}
          <TripForm
            row={row}
            issues={issues}
            departures={props.departures}
            roster={props.roster}
            editor={editor}
            fresh={fresh}
            phone={props.phone}
            onField={(field) => onField(row.id, field)}
          />
          {fresh && <TripStateActs row={row} free={figures?.free ?? 1} editor={editor} missingOf={missingOf} />}
        </>
      ) : (
        <TripReading row={row} day={day} roster={props.roster} />
      )}
      {figures?.aboardHref != null && (
        <a className="btn second slim" href={figures.aboardHref}>
          <Icon name="people" />
          {t("whoIsAboard")}
        </a>
      )}
      {figures !== undefined && (
        <a className="btn quiet slim" href={figures.publicHref}>
          {t("publicPage")}
        </a>
      )}
      {!fresh && props.history}
      {canWrite && !reading && (
        <div className="row tripacts">
          <button
            type="button"
            className="btn quiet slim"
            disabled={position <= 0 || props.moveOff !== null}
            aria-describedby={props.moveOff === null ? undefined : `${row.id}-nomove`}
            onClick={() => editor.move(siblings, row.id, -1)}
          >
            {t("moveUp")}
          </button>
          <button
            type="button"
            className="btn quiet slim"
            disabled={position === -1 || position === siblings.length - 1 || props.moveOff !== null}
            aria-describedby={props.moveOff === null ? undefined : `${row.id}-nomove`}
            onClick={() => editor.move(siblings, row.id, 1)}
          >
            {t("moveDown")}
          </button>
          <button type="button" className="btn quiet slim" onClick={() => props.onDuplicate(row.id)}>
            <Icon name="copy" />
            {t("duplicate")}
          </button>
          <button type="button" className="btn quiet slim bad" onClick={() => props.onRemove(row)}>
            {t("remove")}
          </button>
          {props.moveOff !== null && (
            <p className="soft small" id={`${row.id}-nomove`}>
              {props.moveOff}
            </p>
          )}
        </div>
      )}
    </>
  );
}

/** What who may not write sees of a trip: the same, to be read. */
function TripReading({ row, day, roster }: { row: SheetRow; day: string; roster: readonly RosterOption[] }) {
  const t = useTranslations("sheet");
  const locale = useLocale();
  const owner = roster.find((person) => person.id === row.ownerId);
  return (
    <div className="tripform">
      {directions.map(
        (direction) =>
          row[direction].length > 0 && (
            <section key={direction} className="stack">
              <h3>{t(`direction.${direction}`)}</h3>
              <StopsTimeline
                stops={row[direction].map((stop) => ({
                  id: stop.id,
                  dateTime: stop.at,
                  time: stopTimeText(stop, day, locale),
                  place: stop.place,
                  note: stop.stepFree ? t("isStepFree") : undefined,
                }))}
              />
            </section>
          ),
      )}
      {row.notes.trim() !== "" && <p className="notes">{row.notes}</p>}
      <ExtraReading row={row} />
      {owner !== undefined && (
        <p className="soft">
          {t("field.ownerId")} : {owner.name}
        </p>
      )}
    </div>
  );
}
