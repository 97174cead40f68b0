"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import type { Doc } from "yjs";
import {
  addEntry,
  readEntry,
  removeEntry,
  setEntry,
  setEntryText,
  setException,
  setRecurrence,
} from "@/domain/calendar/agenda";
import { changeTimes, type Scope, splitSeries, type Times } from "@/domain/calendar/change-times";
import { importDates } from "@/domain/calendar/import-dates";
import type { ReadEvent } from "@/domain/calendar/read-ics";
import { dayNumber, dayOf, type Recurrence, readRecurrence } from "@/domain/calendar/recurrence";
import type { EntryField, EntryText } from "@/domain/calendar/schema";
import type { Undo } from "@/domain/kernel/document-undo";
import type { Cell } from "@/domain/kernel/document-values";
import type { Result } from "@/domain/kernel/result";
import { dayToDate, spokenDay } from "@/domain/kernel/spoken-date";
import type { ItemView } from "./item-words";

/** Which entry is open, at which time of its series; `fresh` while it was only just made. */
export type Opened = { id: string; at: string | null; fresh: boolean };
export type AgendaActs = ReturnType<typeof useAgendaActs>;

/** What a person does to the agenda: each is one step of their own undo, and what it did can be taken back at once. */
export function useAgendaActs({
  doc,
  undo,
  today,
  onPresence,
}: {
  doc: Doc | null;
  undo: Undo | null;
  today: string;
  onPresence: (entryId: string | null) => void;
}) {
  const t = useTranslations("agenda");
  const tr = useTranslations("refusal");
  const locale = useLocale();
  const [opened, setOpened] = useState<Opened | null>(null);
  const [snack, setSnack] = useState<{ text: string; undo: boolean } | null>(null);
  const [said, setSaid] = useState("");
  function told<T>(result: Result<T>): T | null {
    if (result.ok) return result.value;
    setSnack({ text: tr.has(result.refusal.code) ? tr(result.refusal.code) : tr("invalid"), undo: false });
    return null;
  }
  function show(next: Opened | null) {
    setOpened(next);
    onPresence(next?.id ?? null);
  }
  function done(text: string) {
    undo?.cut();
    setSnack({ text, undo: true });
  }
  return {
    opened,
    snack,
    said,
    /** `key` is an entry's id and, of a series, the time that was pressed. */
    open(key: string) {
      const [id = "", at] = key.split(" ");
      show({ id, at: at ?? null, fresh: false });
    },
    add(start: string) {
      const id = doc && told(addEntry(doc, { kind: "meeting", start }));
      if (id) show({ id, at: null, fresh: true });
    },
    close() {
      // Opened by mistake, and left without a word.
      const entry = opened?.fresh && doc ? readEntry(doc, opened.id) : null;
      if (entry && doc && entry.title.trim() === "") removeEntry(doc, entry.id);
      undo?.cut();
      show(null);
    },
    text: (id: string, field: EntryText, text: string) => doc && told(setEntryText(doc, id, field, text)),
    set: (id: string, change: Partial<Record<EntryField, Cell>>) => doc && told(setEntry(doc, id, change)),
    times(one: Opened, scope: Scope, times: Times) {
      if (doc === null) return;
      const at = one.at ?? times.start;
      const holder = told(changeTimes(doc, one.id, { ...times, at, scope }, today));
      if (holder === null) return;
      if (holder !== one.id) show({ id: holder, at: times.start, fresh: false });
      else if (one.at !== null && scope !== "one") show({ ...one, at: times.start });
      if (one.at !== null && readRecurrence(readEntry(doc, one.id)?.recurrence)) done(t(`movedScope.${scope}`));
    },
    repeat(one: Opened, recurrence: Recurrence | null) {
      const entry = doc && readEntry(doc, one.id);
      if (!doc || !entry) return;
      // What has been keeps its rule.
      const hasPast =
        entry.exceptions.length > 0 && one.at !== null && typeof entry.start === "string" && one.at > entry.start;
      const holder = hasPast && one.at !== null ? told(splitSeries(doc, one.id, one.at)) : one.id;
      if (holder === null) return;
      told(setRecurrence(doc, holder, recurrence));
      if (holder !== one.id) show({ ...one, id: holder });
    },
    remove(one: Opened, scope: Scope, title: string) {
      if (doc === null) return;
      const rule = readRecurrence(readEntry(doc, one.id)?.recurrence);
      if (one.at === null || rule === null || scope === "all") removeEntry(doc, one.id);
      else if (scope === "one") told(setException(doc, one.id, one.at, { cancelled: true }));
      else told(setRecurrence(doc, one.id, { ...rule, until: dayOf(dayNumber(one.at) - 1) }));
      show(null);
      done(t("removed", { title: title.trim() || t("untitled") }));
    },
    bringBack: (one: Opened) => doc && one.at !== null && told(setException(doc, one.id, one.at, { cancelled: false })),
    /** Dragged, or moved by keyboard: of a series only this time. */
    move(item: ItemView, times: Times) {
      if (doc === null) return;
      const [id = "", at = ""] = item.key.split(" ");
      const entry = readEntry(doc, id);
      if (!entry) return;
      const series = readRecurrence(entry.recurrence) !== null;
      const moved =
        item.kind === "task"
          ? told(setEntry(doc, id, { due: times.start.slice(0, 10) }))
          : told(changeTimes(doc, id, { ...times, at, scope: series ? "one" : "all" }, today));
      if (moved === null) return;
      const day = spokenDay(dayToDate(times.start.slice(0, 10)), locale);
      done(t(series ? "movedOne" : "moved", { title: item.title, day }));
      setSaid(t("moved", { title: item.title, day }));
    },
    /** What was read of a calendar file. */
    bringIn(events: readonly ReadEvent[]) {
      const count = doc && told(importDates(doc, events));
      if (count) done(t("import.done", { count }));
    },
    takeBack() {
      undo?.undo();
      setSnack(null);
    },
    quiet: () => setSnack(null),
  };
}
