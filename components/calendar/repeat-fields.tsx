"use client";

import { useLocale, useTranslations } from "next-intl";
import { Field, Select } from "@/components/ui/field";
import { moved, type Recurrence, weekOfMonth } from "@/domain/calendar/recurrence";
import { dayToDate, weekday } from "@/domain/kernel/spoken-date";

const ways = ["none", "weekly", "fortnight", "day", "weekday", "last"] as const;
type Way = (typeof ways)[number];

/** Whether and how it comes back, read from the day on which it first stands. */
export function RepeatFields({
  id,
  start,
  recurrence,
  error,
  onRepeat,
}: {
  id: string;
  start: string | null;
  recurrence: Recurrence | null;
  error: string | null;
  onRepeat: (recurrence: Recurrence | null) => void;
}) {
  const t = useTranslations("agenda");
  const locale = useLocale();
  if (start === null) return null;
  const day = start.slice(0, 10);
  const words = { weekday: weekday(dayToDate(day), locale), n: weekOfMonth(day), day: Number(day.slice(8)) };
  const isLast = moved(day, 7).slice(0, 7) !== day.slice(0, 7);
  const current = wayOf(recurrence);
  const offered = ways.filter(
    (way) => way === current || ((way !== "last" || isLast) && (way !== "weekday" || words.n < 5)),
  );
  return (
    <>
      <Select
        id={`${id}-repeat`}
        label={t("field.repeat")}
        value={current}
        error={error}
        options={offered.map((value) => ({ value, label: t(`repeat.${value}`, words) }))}
        onChange={(event) => {
          const way = ways.find((one) => one === event.currentTarget.value) ?? "none";
          onRepeat(ruleOf(way, recurrence?.until ?? null));
        }}
      />
      {recurrence === null ? null : (
        <Field
          id={`${id}-until`}
          type="date"
          label={t("field.until")}
          defaultValue={recurrence.until ?? ""}
          key={`until ${recurrence.until}`}
          min={day}
          onBlur={(event) => {
            const until = event.currentTarget.value || null;
            if (until !== recurrence.until) onRepeat({ ...recurrence, until });
          }}
        />
      )}
    </>
  );
}

function wayOf(recurrence: Recurrence | null): Way {
  if (recurrence === null) return "none";
  if (recurrence.freq === "weekly") return recurrence.interval === 2 ? "fortnight" : "weekly";
  return recurrence.on;
}

function ruleOf(way: Way, until: string | null): Recurrence | null {
  if (way === "none") return null;
  const weekly = way === "weekly" || way === "fortnight";
  return {
    freq: weekly ? "weekly" : "monthly",
    interval: way === "fortnight" ? 2 : 1,
    days: [],
    on: weekly ? "day" : way,
    until,
  };
}
