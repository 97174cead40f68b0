"use client";

import { useTranslations } from "next-intl";
import { type RefObject, useEffect, useId, useRef, useState } from "react";
import type { Doc } from "yjs";
import { Button } from "@/components/ui/button";
import { Segmented } from "@/components/ui/choice";
import { Field, Select } from "@/components/ui/field";
import { More } from "@/components/ui/more";
import { setEntry, setEntryText } from "@/domain/calendar/agenda";
import { moved } from "@/domain/calendar/recurrence";
import {
  type AgendaEntry,
  agendaLimits,
  type EntryField,
  entryKinds,
  taskStates,
  visibilities,
} from "@/domain/calendar/schema";

const eventKinds = entryKinds.filter((kind) => kind !== "task");

type FormProps = {
  readonly doc: Doc;
  readonly entry: AgendaEntry;
  readonly roster: readonly { readonly id: string; readonly name: string }[];
  readonly onDone: () => void;
  readonly onRefused: (code: string) => void;
};

const text = (value: unknown) => (value === null || value === undefined ? "" : String(value));

/** An entry edited where it stands in the text. The title is typed together; the rest is written when it is left. */
export function EntryForm({ doc, entry, roster, onDone, onRefused }: FormProps) {
  const t = useTranslations("plan.entry");
  const id = useId();
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const isTask = entry.kind === "task";
  const set = (change: Partial<Record<EntryField, string | number | null>>) => {
    const done = setEntry(doc, entry.id, change);
    if (!done.ok) onRefused(done.refusal.code);
  };
  const people = [
    { value: "", label: t("nobodyYet") },
    ...roster.map(({ id: value, name }) => ({ value, label: name })),
  ];
  const person = (field: "lead" | "owner", label: string) => (
    <Select
      id={`${id}-${field}`}
      label={label}
      options={people}
      value={text(entry[field])}
      onChange={(event) => set({ [field]: event.target.value || null })}
    />
  );
  return (
    <form
      className="entry-form"
      aria-label={isTask ? t("editTask") : t("editAction")}
      onSubmit={(event) => {
        event.preventDefault();
        if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
        onDone();
      }}
    >
      <TitleField id={`${id}-title`} label={t("title")} doc={doc} entry={entry} box={first} onRefused={onRefused} />
      {isTask ? (
        <>
          <LeftField
            id={`${id}-due`}
            label={t("due")}
            type="date"
            value={text(entry.due)}
            onLeft={(due) => set({ due })}
          />
          {person("owner", t("owner"))}
          <Segmented
            name={`${id}-state`}
            legend={t("state")}
            options={taskStates.map((value) => ({ value, label: t(`states.${value}`) }))}
            value={text(entry.state) || "todo"}
            onValueChange={(state) => set({ state })}
          />
        </>
      ) : (
        <>
          <When id={id} entry={entry} set={set} />
          <LeftField
            id={`${id}-place`}
            label={t("place")}
            value={text(entry.place)}
            onLeft={(place) => set({ place })}
          />
          {person("lead", t("lead"))}
          <LeftField
            id={`${id}-helpers`}
            label={t("helpers")}
            value={text(entry.helpers)}
            inputMode="numeric"
            onLeft={(typed) => set({ helpers: typed !== null && /^\d{1,4}$/.test(typed) ? Number(typed) : typed })}
          />
          <Segmented
            name={`${id}-visibility`}
            legend={t("visibility")}
            options={visibilities.map((value) => ({ value, label: t(`see.${value}`) }))}
            value={text(entry.visibility) || "members"}
            onValueChange={(visibility) => set({ visibility })}
          />
          <More summary={t("more")}>
            <div className="stack">
              <Select
                id={`${id}-kind`}
                label={t("kind")}
                options={eventKinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
                value={text(entry.kind)}
                onChange={(event) => set({ kind: event.target.value })}
              />
              <Bring id={`${id}-bring`} label={t("bring")} doc={doc} entry={entry} onRefused={onRefused} />
            </div>
          </More>
        </>
      )}
      <Button kind="second" slim>
        {t("ok")}
      </Button>
    </form>
  );
}

type WordsProps = Pick<FormProps, "doc" | "entry" | "onRefused"> & { readonly id: string; readonly label: string };

function TitleField({
  id,
  label,
  doc,
  entry,
  box,
  onRefused,
}: WordsProps & { box: RefObject<HTMLInputElement | null> }) {
  return (
    <Field
      id={id}
      ref={box}
      label={label}
      maxLength={agendaLimits.title}
      value={entry.title}
      autoComplete="off"
      onChange={(event) => {
        const done = setEntryText(doc, entry.id, "title", event.target.value);
        if (!done.ok) onRefused(done.refusal.code);
      }}
    />
  );
}

function Bring({ id, label, doc, entry, onRefused }: WordsProps) {
  return (
    <Field
      id={id}
      label={label}
      value={entry.bring}
      autoComplete="off"
      onChange={(event) => {
        const done = setEntryText(doc, entry.id, "bring", event.target.value);
        if (!done.ok) onRefused(done.refusal.code);
      }}
    />
  );
}

/** The day, and between when and when; a day alone is a whole one. */
function When({
  id,
  entry,
  set,
}: {
  id: string;
  entry: AgendaEntry;
  set: (change: Partial<Record<EntryField, string | null>>) => void;
}) {
  const t = useTranslations("plan.entry");
  const [start, end] = [text(entry.start), text(entry.end)];
  const day = start.slice(0, 10);
  const from = start.slice(11, 16);
  // An event that ends another day keeps it.
  const lastDay = end.slice(0, 10) || day;
  const join = (on: string, at: string) => (on === "" ? null : at === "" ? on : `${on}T${at}`);
  function move(nextDay: string) {
    const moves = lastDay === day || lastDay < nextDay;
    set({ start: join(nextDay, from), end: end === "" ? null : join(moves ? nextDay : lastDay, end.slice(11, 16)) });
  }
  return (
    <div className="entry-when">
      <LeftField id={`${id}-day`} label={t("day")} type="date" value={day} onLeft={(next) => move(next ?? "")} />
      <LeftField
        id={`${id}-from`}
        label={t("from")}
        type="time"
        value={from}
        onLeft={(next) => set({ start: join(day, next ?? ""), ...(next === null && { end: null }) })}
      />
      <LeftField
        id={`${id}-to`}
        label={t("to")}
        type="time"
        value={end.slice(11, 16)}
        onLeft={(next) => {
          if (next === null || day === "") return set({ end: null });
          // What ends before it begins ends the next day.
          const on = lastDay > day ? lastDay : next < from ? moved(day, 1) : day;
          set({ end: join(on, next) });
        }}
      />
    </div>
  );
}

/** What is typed stays here until the field is left; then it is one change. */
function LeftField({
  id,
  label,
  value,
  type,
  inputMode,
  onLeft,
}: {
  id: string;
  label: string;
  value: string;
  type?: "date" | "time";
  inputMode?: "numeric";
  onLeft: (typed: string | null) => void;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <Field
      id={id}
      label={label}
      type={type}
      inputMode={inputMode}
      value={typed ?? value}
      autoComplete="off"
      onChange={(event) => setTyped(event.target.value)}
      onBlur={() => {
        if (typed !== null && typed !== value) onLeft(typed.trim() || null);
        setTyped(null);
      }}
    />
  );
}
