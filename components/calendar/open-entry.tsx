"use client";

import { useLocale, useTranslations } from "next-intl";
import { occurrenceAt } from "@/domain/calendar/ics-entry";
import { clashes } from "@/domain/calendar/items";
import { readRecurrence } from "@/domain/calendar/recurrence";
import type { AgendaEntry } from "@/domain/calendar/schema";
import { daySpan } from "@/domain/kernel/spoken-date";
import type { AgendaActs, Opened } from "./agenda-acts";
import type { AgendaProps } from "./agenda-props";
import { EntryForm } from "./entry-form";
import { EntryHistory } from "./entry-history";
import type { EntryScene } from "./use-entry-values";

/** The form of the entry that is open; nothing once it is gone. */
export function OpenEntry({
  opened,
  scene,
  entries,
  props,
  canWrite,
  acts,
  others,
}: {
  opened: Opened;
  scene: EntryScene;
  entries: readonly AgendaEntry[];
  props: AgendaProps;
  canWrite: boolean;
  acts: AgendaActs;
  others: readonly string[];
}) {
  const t = useTranslations("agenda");
  const locale = useLocale();
  const entry = entries.find(({ id, removed }) => id === opened.id && !removed);
  if (!entry) return null;
  const figures = props.entries.find(({ key }) => key === entry.id)?.figures;
  const values = scene.dated.find(({ key }) => key === entry.id)?.values;
  const series = values?.start && readRecurrence(entry.recurrence) !== null ? { ...values, start: values.start } : null;
  const one = series && opened.at !== null ? occurrenceAt(series, opened.at) : undefined;
  const text = (value: unknown) => (typeof value === "string" ? value : null);
  const times = one ?? { start: text(entry.start), end: text(entry.end) };
  const { start, end } = times;
  const days = { start: start?.slice(0, 10) ?? "", end: end?.slice(0, 10) ?? null };
  const meets =
    start === null || entry.kind === "task"
      ? []
      : [
          ...clashes(days, props.ribbons).map((ribbon) => {
            const when = daySpan(ribbon.start, ribbon.end, locale);
            return `${ribbon.title} (${when.days} ${when.month})`;
          }),
          ...clashes(
            days,
            props.overlays.filter(({ kind }) => kind === "neighbour"),
          ).map(({ title, about }) => `${title} (${about})`),
        ].slice(0, 4);
  const reason = figures?.cancelReason ?? null;
  return (
    <EntryForm
      entry={entry}
      at={series ? opened.at : null}
      times={times}
      isOut={one?.cancelled === true}
      roster={props.roster}
      issues={scene.issuesOf(entry)}
      meets={meets}
      others={others}
      canWrite={canWrite}
      cancelled={reason}
      timeReason={one?.reason ?? null}
      publicHref={
        figures && entry.visibility === "public" && entry.kind !== "task" ? `${props.publicHref}/${figures.id}` : null
      }
      signUp={
        figures && entry.kind !== "task"
          ? {
              help: entry.helpers === null || reason !== null ? null : `${props.signUpHref}/${figures.id}`,
              roll: props.canCancel ? `${props.rollHref}/${figures.id}` : null,
              live: figures.live,
            }
          : null
      }
      cancel={
        props.canCancel && figures && entry.kind !== "task"
          ? (text, occurrence) =>
              props
                .cancel({ id: figures.id, occurrence, reason: text })
                .catch(() => ({ ok: false, message: t("cancelFailed") }))
          : null
      }
      acts={{
        text: (field, next) => acts.text(entry.id, field, next),
        set: (change) => acts.set(entry.id, change),
        times: (scope, next) => acts.times({ ...opened, at: series ? opened.at : null }, scope, next),
        repeat: (recurrence) => acts.repeat(opened, recurrence),
        remove: (scope) => acts.remove({ ...opened, at: series ? opened.at : null }, scope, entry.title),
        bringBack: () => acts.bringBack(opened),
      }}
      history={opened.fresh ? null : <EntryHistory entryId={entry.id} history={props.history} roster={props.roster} />}
      onClose={acts.close}
    />
  );
}
