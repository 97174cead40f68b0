"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Icon } from "@/components/ui/icon";
import { Menu } from "@/components/ui/menu";
import { type Direction, directions, type SheetRow, type SheetStop, typedTime } from "@/domain/transport/schema";
import type { SheetEditor } from "./sheet-editor";
import type { ShownIssue } from "./shown-issue";
import { FieldIssue } from "./trip-field";
import { ValueField } from "./value-field";
import { dayOf, joinClock, timeOf, timeText } from "./wall-clock";

type Props = {
  row: SheetRow;
  /** Day of the departure, `YYYY-MM-DD`: where a new stop starts. */
  day: string;
  issues: readonly ShownIssue[];
  editor: SheetEditor;
  onField: (field: string) => void;
};

/** The stops out, and those back, which often differ. */
export function StopList({ row, day, issues, editor, onField }: Props) {
  const t = useTranslations("sheet");
  const [direction, setDirection] = useState<Direction>("outbound");
  const stops = row[direction];
  return (
    <div className="tripform">
      <fieldset className="seg" aria-label={t("direction.label")}>
        {directions.map((each) => (
          <button
            key={each}
            type="button"
            className="segbtn"
            aria-pressed={each === direction}
            aria-current={each === direction}
            onClick={() => setDirection(each)}
          >
            {t(`direction.${each}`)}
          </button>
        ))}
      </fieldset>
      {stops.length === 0 && <p className="soft small">{t(`noStops.${direction}`)}</p>}
      <ol className="stopform">
        {stops.map((stop, index) => (
          <StopLine
            key={stop.id}
            row={row}
            stop={stop}
            direction={direction}
            day={dayOf(stops[index - 1]?.at ?? null) || day}
            departureDay={day}
            position={index + 1}
            last={index === stops.length - 1}
            issue={issues.find((issue) => issue.stopId === stop.id)}
            editor={editor}
            onField={onField}
          />
        ))}
      </ol>
      <p>
        <button type="button" className="btn second slim" onClick={() => editor.addStop(row.id, direction)}>
          <Icon name="plus" />
          {t("addStop")}
        </button>
      </p>
    </div>
  );
}

function StopLine({
  row,
  stop,
  direction,
  day,
  departureDay,
  position,
  last,
  issue,
  editor,
  onField,
}: Omit<Props, "issues"> & {
  stop: SheetStop;
  direction: Direction;
  departureDay: string;
  position: number;
  last: boolean;
  issue: ShownIssue | undefined;
}) {
  const t = useTranslations("sheet");
  const locale = useLocale();
  const id = `${row.id}-${stop.id}`;
  const name = stop.place || t("stopNumber", { number: position });
  // A day without a time is no value yet: it waits here until the time is typed.
  const [chosenDay, setChosenDay] = useState("");
  const [askedDay, setAskedDay] = useState(false);
  const stopDay = dayOf(stop.at) || chosenDay || day;
  const wrong = issue === undefined ? {} : { "aria-invalid": true, "aria-describedby": `${id}-error` };
  const setDay = (next: string) => {
    setChosenDay(next);
    const at = joinClock(next, timeOf(stop.at));
    if (at !== null) editor.setStop(row.id, direction, stop.id, { at });
  };
  const setTime = (next: string) =>
    editor.setStop(row.id, direction, stop.id, { at: next === "" ? "" : typedTime(next, stopDay) });
  const dayShown = askedDay || (dayOf(stop.at) !== "" && dayOf(stop.at) !== departureDay);
  return (
    <li>
      <ValueField
        id={`${id}-time`}
        className="input slim"
        type="time"
        enterKeyHint="next"
        aria-label={t("stopTime", { place: name })}
        value={timeOf(stop.at)}
        onCommit={setTime}
        say={(time) => timeText(time, locale)}
        onFocus={() => onField(`${direction}.${stop.id}.at`)}
        {...wrong}
      />
      <ValueField
        id={`${id}-place`}
        className="input slim"
        data-part="place"
        enterKeyHint="next"
        autoComplete="off"
        autoCorrect="off"
        autoCapitalize="off"
        spellCheck={false}
        aria-label={t("stopPlace", { number: position })}
        placeholder={t("stopPlaceholder")}
        value={stop.place}
        maxLength={200}
        onCommit={(place) => editor.setStop(row.id, direction, stop.id, { place: place.trim() })}
        onFocus={() => onField(`${direction}.${stop.id}.place`)}
        {...wrong}
      />
      <Menu slim label={t("stopActs", { place: name })}>
        {!dayShown && (
          <button type="button" onClick={() => setAskedDay(true)}>
            {t("changeDay")}
          </button>
        )}
        <button type="button" onClick={() => editor.setStop(row.id, direction, stop.id, { stepFree: !stop.stepFree })}>
          {t(stop.stepFree ? "notStepFree" : "stepFree")}
        </button>
        <button type="button" disabled={position === 1} onClick={() => editor.moveStop(row, direction, stop.id, -1)}>
          {t("stopUp")}
        </button>
        <button type="button" disabled={last} onClick={() => editor.moveStop(row, direction, stop.id, 1)}>
          {t("stopDown")}
        </button>
        <button type="button" className="bad" onClick={() => editor.removeStop(row.id, direction, stop.id)}>
          {t("removeStop")}
        </button>
      </Menu>
      {dayShown && (
        <ValueField
          id={`${id}-day`}
          className="input slim stopday"
          type="date"
          aria-label={t("stopDay", { place: name })}
          value={stopDay}
          onCommit={setDay}
          onFocus={() => onField(`${direction}.${stop.id}.at`)}
        />
      )}
      {stop.stepFree && <p className="hint">{t("isStepFree")}</p>}
      <FieldIssue id={`${id}-error`} issue={issue} />
    </li>
  );
}
