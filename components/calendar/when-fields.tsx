"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Check } from "@/components/ui/choice";
import { Field } from "@/components/ui/field";
import type { Times } from "@/domain/calendar/change-times";

type Draft = { day: string; from: string; to: string; lastDay: string; whole: boolean };

/** When it stands, as a day and times; written when a field is left, so that half a date is none. */
export function WhenFields({
  id,
  start,
  end,
  errors,
  onTimes,
  onNone,
}: {
  id: string;
  start: string | null;
  end: string | null;
  errors: { start: string | null; end: string | null };
  onTimes: (times: Times) => void;
  onNone: () => void;
}) {
  const t = useTranslations("agenda");
  const [draft, setDraft] = useState<Draft>(() => draftOf(start, end));
  const put = (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change }));
  function write(next: Draft) {
    const times = timesOf(next);
    if (times === null) {
      if (next.day === "" && start !== null) onNone();
    } else if (times.start !== start || times.end !== end) onTimes(times);
  }
  const field = (name: "day" | "from" | "to" | "lastDay", type: "date" | "time", error: string | null = null) => (
    <Field
      id={`${id}-${name}`}
      type={type}
      label={t(`field.${name}`)}
      value={draft[name]}
      error={error}
      onChange={(event) => put({ [name]: event.currentTarget.value })}
      onBlur={() => write(draft)}
    />
  );
  return (
    <>
      {field("day", "date", errors.start)}
      {draft.whole ? null : (
        <div className="pair">
          {field("from", "time")}
          {field("to", "time", errors.end)}
        </div>
      )}
      <Check
        id={`${id}-whole`}
        checked={draft.whole}
        onChange={(event) => {
          const next = { ...draft, whole: event.currentTarget.checked };
          setDraft(next);
          write(next);
        }}
      >
        {t("field.whole")}
      </Check>
      {draft.whole ? field("lastDay", "date", errors.end) : null}
    </>
  );
}

function draftOf(start: string | null, end: string | null): Draft {
  const whole = start?.length === 10;
  return {
    day: start?.slice(0, 10) ?? "",
    from: start?.slice(11, 16) ?? "",
    to: whole ? "" : (end?.slice(11, 16) ?? ""),
    lastDay: end?.slice(0, 10) ?? "",
    whole,
  };
}

/** Null while a part is missing. What ends by the clock before it began ends the day after. */
function timesOf({ day, from, to, lastDay, whole }: Draft): Times | null {
  if (day === "") return null;
  if (whole) return { start: day, end: lastDay === "" || lastDay === day ? null : lastDay };
  if (from === "") return null;
  const last = lastDay > day ? lastDay : to !== "" && to < from ? nextDay(day) : day;
  return { start: `${day}T${from}`, end: to === "" ? null : `${last}T${to}` };
}

function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
