"use client";

import { useLocale, useTranslations } from "next-intl";
import { More } from "@/components/ui/more";
import { type Cell, type CellField, type Mode, modes, type SheetRow, typedNumber } from "@/domain/transport/schema";
import { ExtraFields } from "./extra-fields";
import type { SheetEditor } from "./sheet-editor";
import type { ShownIssue } from "./shown-issue";
import { StopList } from "./stop-list";
import { FieldIssue, TripField, TripSelect } from "./trip-field";
import type { DepartureOption, RosterOption } from "./trip-figures";
import { SharedText } from "./value-field";
import { dayOf, joinClock, shortDay, timeOf } from "./wall-clock";

type Props = {
  row: SheetRow;
  issues: readonly ShownIssue[];
  departures: readonly DepartureOption[];
  roster: readonly RosterOption[];
  editor: SheetEditor;
  /** A new row shows everything: what is missing must not be folded away. */
  fresh: boolean;
  /** On a phone the stops are folded, as they are long. */
  foldStops: boolean;
  onField: (field: string) => void;
};

/** On foot and by bicycle nobody keeps a seat for the team. */
const withTeamSeats: ReadonlySet<Cell> = new Set<Mode>(["car", "minibus", "coach", "train"]);

function text(value: Cell): string {
  return value === null ? "" : String(value);
}

/** Every field of one trip, one a line; each is written when it is left. */
export function TripForm({ row, issues, departures, roster, editor, fresh, foldStops, onField }: Props) {
  const t = useTranslations("sheet");
  const locale = useLocale();
  const day = departures.find((departure) => departure.id === row.departureId)?.day ?? "";
  const issueOf = (field: string) => issues.find((issue) => issue.field === field && issue.stopId === null);
  const common = (field: CellField | "title" | "notes") => ({
    id: `${row.id}-${field}`,
    label: t(`field.${field}`),
    issue: issueOf(field),
    onFocus: () => onField(field),
  });
  const deadline = text(row.bookingDeadline);
  const deadlineDay = dayOf(deadline);
  const setDeadline = (nextDay: string, time: string) =>
    editor.setCell(row.id, "bookingDeadline", nextDay === "" ? null : (joinClock(nextDay, time) ?? `${nextDay}T20:00`));
  const title = common("title");
  const notes = common("notes");
  const stops = <StopList row={row} day={day} issues={issues} editor={editor} onField={onField} />;
  const rare = row.mode !== null && row.departureId !== null && !fresh;
  const modeField = (
    <TripSelect
      {...common("mode")}
      value={text(row.mode)}
      options={[{ value: "", label: t("choose") }, ...modes.map((mode) => ({ value: mode, label: t(`mode.${mode}`) }))]}
      onChoose={(mode) => editor.setCell(row.id, "mode", mode || null)}
    />
  );
  const departureField = (
    <TripSelect
      {...common("departureId")}
      value={text(row.departureId)}
      options={[
        { value: "", label: t("choose") },
        ...departures.map((departure) => ({
          value: departure.id,
          label: `${shortDay(departure.day, locale)}, ${departure.title}`,
        })),
      ]}
      onChoose={(id) => editor.setCell(row.id, "departureId", id || null)}
    />
  );
  return (
    <div className="tripform">
      {!rare && departureField}
      {!rare && modeField}
      <div className="field">
        <label htmlFor={title.id}>{title.label}</label>
        <SharedText
          id={title.id}
          className="input"
          value={row.title}
          maxLength={200}
          onText={(next) => editor.setText(row.id, "title", next)}
          onFocus={title.onFocus}
          onBlur={() => editor.cut()}
          aria-invalid={title.issue !== undefined}
          aria-describedby={title.issue && `${title.id}-error`}
        />
        <FieldIssue id={`${title.id}-error`} issue={title.issue} />
      </div>
      <TripField
        {...common("seats")}
        inputMode="numeric"
        value={text(row.seats)}
        hint={
          typeof row.seats === "number" && typeof row.organiserSeats === "number" && row.organiserSeats > 0
            ? t("seatsHint", { team: row.organiserSeats, open: Math.max(0, row.seats - row.organiserSeats) })
            : undefined
        }
        onCommit={(next) => editor.setCell(row.id, "seats", typedNumber(next))}
      />
      {foldStops ? (
        <More summary={t("stopsSummary", { count: row.outbound.length + row.return.length })} open={fresh}>
          {stops}
        </More>
      ) : (
        stops
      )}
      <div className="field">
        <label htmlFor={notes.id}>{notes.label}</label>
        <SharedText
          id={notes.id}
          className="input"
          multiline
          value={row.notes}
          maxLength={2000}
          onText={(next) => editor.setText(row.id, "notes", next)}
          onFocus={notes.onFocus}
          onBlur={() => editor.cut()}
          aria-invalid={notes.issue !== undefined}
          aria-describedby={notes.issue && `${notes.id}-error`}
        />
        <FieldIssue id={`${notes.id}-error`} issue={notes.issue} />
      </div>
      <ExtraFields row={row} issues={issues} editor={editor} onField={onField} />
      <More summary={rare ? t("moreSummary") : t("moreSummaryShort")} open={fresh}>
        <div className="tripform">
          {rare && modeField}
          {rare && departureField}
          {(withTeamSeats.has(row.mode) || row.organiserSeats !== null) && (
            <TripField
              {...common("organiserSeats")}
              inputMode="numeric"
              value={text(row.organiserSeats)}
              onCommit={(next) => editor.setCell(row.id, "organiserSeats", typedNumber(next))}
            />
          )}
          <div className="pair">
            <TripField
              {...common("bookingDeadline")}
              type="date"
              value={deadlineDay}
              onCommit={(next) => setDeadline(next, timeOf(deadline))}
            />
            <TripField
              id={`${row.id}-deadline-time`}
              label={t("deadlineTime")}
              issue={undefined}
              type="time"
              value={timeOf(deadline)}
              onFocus={() => onField("bookingDeadline")}
              onCommit={(next) => setDeadline(deadlineDay || day, next)}
            />
          </div>
          <TripSelect
            {...common("ownerId")}
            hint={t("ownerHint")}
            value={text(row.ownerId)}
            options={[
              { value: "", label: t("nobody") },
              ...roster.map((person) => ({ value: person.id, label: person.name })),
            ]}
            onChoose={(id) => editor.setCell(row.id, "ownerId", id || null)}
          />
        </div>
      </More>
    </div>
  );
}
