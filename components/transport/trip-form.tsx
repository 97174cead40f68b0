"use client";

import { useLocale, useTranslations } from "next-intl";
import { More } from "@/components/ui/more";
import type { Cell } from "@/domain/kernel/document-values";
import { type CellField, type Mode, modes, type SheetRow, typedNumber } from "@/domain/transport/schema";
import { ExtraFields } from "./extra-fields";
import type { SheetEditor } from "./sheet-editor";
import type { ShownIssue } from "./shown-issue";
import { StopList } from "./stop-list";
import { FieldIssue, TripChoice, TripField, TripNumber, TripSelect } from "./trip-field";
import type { DepartureOption, RosterOption } from "./trip-figures";
import { SharedText, TypedText } from "./value-field";
import { dayOf, joinClock, shortDay, timeOf } from "./wall-clock";

type Props = {
  row: SheetRow;
  issues: readonly ShownIssue[];
  departures: readonly DepartureOption[];
  roster: readonly RosterOption[];
  editor: SheetEditor;
  /** A new row shows everything: what is missing must not be folded away. */
  fresh: boolean;
  /** On a phone the stops are folded, choices are lists to tap, and what is typed is sent when the field is left. */
  phone: boolean;
  onField: (field: string) => void;
};

/** On foot and by bicycle nobody keeps a seat for the team. */
const withTeamSeats: ReadonlySet<Cell> = new Set<Mode>(["car", "minibus", "coach", "train"]);

function text(value: Cell): string {
  return value === null ? "" : String(value);
}

/** Every field of one trip, one a line; each is written when it is left. */
export function TripForm({ row, issues, departures, roster, editor, fresh, phone, onField }: Props) {
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
  const Choice = phone ? TripChoice : TripSelect;
  const Text = phone ? TypedText : SharedText;
  // A list to tap needs no line for « not chosen yet »: nothing is marked.
  const none = phone ? [] : [{ value: "", label: t("choose") }];
  const modeField = (
    <Choice
      {...common("mode")}
      value={text(row.mode)}
      options={[...none, ...modes.map((mode) => ({ value: mode, label: t(`mode.${mode}`), icon: mode }))]}
      onChoose={(mode) => editor.setCell(row.id, "mode", mode || null)}
    />
  );
  const departureField = (
    <Choice
      {...common("departureId")}
      hint={<a href="trajets/departs">{t("otherDeparture")}</a>}
      value={text(row.departureId)}
      options={[
        ...none,
        ...departures.map((departure) => ({
          value: departure.id,
          label: `${shortDay(departure.day, locale)}, ${departure.title}`,
        })),
      ]}
      onChoose={(id) => editor.setCell(row.id, "departureId", id || null)}
    />
  );
  const steps = (field: "seats" | "organiserSeats") => ({
    lessLabel: t("oneLess", { field: t(`stepped.${field}`) }),
    moreLabel: t("oneMore", { field: t(`stepped.${field}`) }),
  });
  return (
    <div className="tripform">
      {!rare && departureField}
      {!rare && modeField}
      <div className="field">
        <label htmlFor={title.id}>{title.label}</label>
        <Text
          id={title.id}
          className="input"
          value={row.title}
          maxLength={200}
          onText={(next) => editor.setText(row.id, "title", next)}
          onFocus={title.onFocus}
          onCut={() => editor.cut()}
          aria-invalid={title.issue !== undefined}
          aria-describedby={title.issue && `${title.id}-error`}
        />
        <FieldIssue id={`${title.id}-error`} issue={title.issue} />
      </div>
      <TripNumber
        {...common("seats")}
        {...steps("seats")}
        value={text(row.seats)}
        hint={
          typeof row.seats === "number" && typeof row.organiserSeats === "number" && row.organiserSeats > 0
            ? t("seatsHint", { team: row.organiserSeats, open: Math.max(0, row.seats - row.organiserSeats) })
            : undefined
        }
        onCommit={(next) => editor.setCell(row.id, "seats", typedNumber(next))}
      />
      {phone ? (
        <More summary={t("stopsSummary", { count: row.outbound.length + row.return.length })} open={fresh}>
          {stops}
        </More>
      ) : (
        stops
      )}
      <div className="field">
        <label htmlFor={notes.id}>{notes.label}</label>
        <Text
          id={notes.id}
          className="input"
          multiline
          value={row.notes}
          maxLength={2000}
          onText={(next) => editor.setText(row.id, "notes", next)}
          onFocus={notes.onFocus}
          onCut={() => editor.cut()}
          aria-invalid={notes.issue !== undefined}
          aria-describedby={notes.issue && `${notes.id}-error`}
        />
        <FieldIssue id={`${notes.id}-error`} issue={notes.issue} />
      </div>
      <ExtraFields row={row} issues={issues} editor={editor} phone={phone} onField={onField} />
      <More summary={rare ? t("moreSummary") : t("moreSummaryShort")} open={fresh}>
        <div className="tripform">
          {rare && modeField}
          {rare && departureField}
          {(withTeamSeats.has(row.mode) || row.organiserSeats !== null) && (
            <TripNumber
              {...common("organiserSeats")}
              {...steps("organiserSeats")}
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
