"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useId, useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Segmented } from "@/components/ui/choice";
import { Field, FieldError, FieldFrame, Select } from "@/components/ui/field";
import { More } from "@/components/ui/more";
import { Note } from "@/components/ui/note";
import { Sheet } from "@/components/ui/sheet";
import type { Scope, Times } from "@/domain/calendar/change-times";
import type { EntryIssue } from "@/domain/calendar/entry-issues";
import { type Recurrence, readRecurrence } from "@/domain/calendar/recurrence";
import {
  type AgendaEntry,
  agendaLimits,
  type EntryField,
  type EntryText,
  entryKinds,
  kindOf,
  taskStates,
} from "@/domain/calendar/schema";
import type { Cell } from "@/domain/kernel/document-values";
import { CancelForm } from "./cancel-form";
import { RepeatFields } from "./repeat-fields";
import { WhenFields } from "./when-fields";

/** What the form may do; each call is one step of one's own undo, but keystrokes in one text are one. */
export type EntryActs = {
  text: (field: EntryText, text: string) => void;
  set: (change: Partial<Record<EntryField, Cell>>) => void;
  times: (scope: Scope, times: Times) => void;
  repeat: (recurrence: Recurrence | null) => void;
  remove: (scope: Scope) => void;
  /** Brings back a time of a series that was taken out. */
  bringBack: () => void;
};

type Props = {
  entry: AgendaEntry;
  /** The time of the series that was pressed. */
  at: string | null;
  times: { start: string | null; end: string | null };
  isOut: boolean;
  roster: readonly { id: string; name: string }[];
  issues: readonly EntryIssue[];
  /** What stands on the same days. */
  meets: readonly string[];
  /** Others who are in this form. */
  others: readonly string[];
  canWrite: boolean;
  cancelled: string | null;
  /** Why the time that was pressed is cancelled for good. */
  timeReason: string | null;
  publicHref: string | null;
  /** Where one signs up to help, and where those who run it see who comes. */
  signUp: { help: string | null; roll: string | null; live: number } | null;
  /** Null: not for this person, or there is nothing to cancel yet. */
  cancel: ((reason: string, occurrence: string | null) => Promise<{ ok: boolean; message: string }>) | null;
  acts: EntryActs;
  history: ReactNode;
  onClose: () => void;
};

/** Everything of one entry, one field a line: from below on a phone, at the right on a desk. */
export function EntryForm(props: Props) {
  const { entry, at, times, roster, issues, acts, canWrite, cancelled } = props;
  const t = useTranslations("agenda");
  const id = useId();
  const [scope, setScope] = useState<Scope>("one");
  const kind = kindOf(entry.kind) ?? "action";
  const isTask = kind === "task";
  const recurrence = readRecurrence(entry.recurrence);
  const inSeries = recurrence !== null && at !== null;
  const { cancel } = props;
  const ofTime = inSeries && scope !== "all";
  const locked = !canWrite || cancelled !== null;
  const wrong = (field: EntryIssue["field"]) => {
    const issue = issues.find((one) => one.field === field);
    return issue ? t(`issue.${issue.code}`, issue.data) : null;
  };
  const text = (value: Cell) => (value === null ? "" : String(value));
  const people = [{ value: "", label: t("nobody") }, ...roster.map((one) => ({ value: one.id, label: one.name }))];
  const leave = (field: EntryField) => (event: { currentTarget: { value: string } }) => {
    const typed = event.currentTarget.value.trim();
    acts.set({ [field]: typed === "" ? null : field === "helpers" && /^\d+$/.test(typed) ? Number(typed) : typed });
  };
  return (
    <Sheet title={entry.title.trim() || t(`kind.${kind}`)} closeLabel={t("close")} onClose={props.onClose}>
      <div className="entry-form">
        {props.others.length > 0 ? (
          <p className="soft small">{t("alsoHere", { names: props.others.join(", ") })}</p>
        ) : null}
        {cancelled !== null ? (
          <Note tone="bad">
            {t("cancelled")}
            {cancelled ? ` : ${cancelled}` : ""}
          </Note>
        ) : null}
        {props.timeReason !== null && cancelled === null ? (
          <Note tone="bad">{t("timeCancelled", { reason: props.timeReason })}</Note>
        ) : null}
        <fieldset disabled={locked} className="bare-set">
          <legend className="sr">{t("formLegend")}</legend>
          <Select
            id={`${id}-kind`}
            label={t("field.kind")}
            value={kind}
            error={wrong("kind")}
            options={entryKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
            onChange={(event) => acts.set({ kind: event.currentTarget.value })}
          />
          <Field
            id={`${id}-title`}
            label={t("field.title")}
            value={entry.title}
            maxLength={agendaLimits.title}
            autoComplete="off"
            error={entry.title === "" ? null : wrong("title")}
            hint={entry.title === "" ? t("titleHint") : null}
            onChange={(event) => acts.text("title", event.currentTarget.value)}
          />
          {isTask ? (
            <>
              <Field
                id={`${id}-due`}
                type="date"
                label={t("field.due")}
                defaultValue={text(entry.due)}
                key={`due ${entry.due}`}
                error={wrong("due")}
                onBlur={leave("due")}
              />
              <Select
                id={`${id}-owner`}
                label={t("field.owner")}
                value={text(entry.owner)}
                options={people}
                onChange={leave("owner")}
              />
              <Segmented
                name={`${id}-state`}
                legend={t("field.state")}
                value={text(entry.state) || "todo"}
                options={taskStates.map((value) => ({ value, label: t(`state.${value}`) }))}
                onValueChange={(state) => acts.set({ state })}
              />
            </>
          ) : (
            <>
              {inSeries ? (
                <Segmented
                  name={`${id}-scope`}
                  legend={t("scope.legend")}
                  value={scope}
                  options={(["one", "following", "all"] as const).map((value) => ({
                    value,
                    label: t(`scope.${value}`),
                  }))}
                  onValueChange={(value) => setScope(value === "all" || value === "following" ? value : "one")}
                />
              ) : null}
              <WhenFields
                id={id}
                key={`${at} ${times.start} ${times.end}`}
                start={times.start}
                end={times.end}
                errors={{ start: wrong("start"), end: wrong("end") }}
                onTimes={(next) => acts.times(inSeries ? scope : "all", next)}
                onNone={() => acts.set({ start: null, end: null })}
              />
              {props.meets.length > 0 ? (
                <Note>
                  {t("meets")} {props.meets.join(" ; ")}
                </Note>
              ) : null}
              <Field
                id={`${id}-place`}
                label={t("field.place")}
                defaultValue={text(entry.place)}
                key={`place ${entry.place}`}
                maxLength={agendaLimits.line}
                error={wrong("place")}
                onBlur={leave("place")}
              />
            </>
          )}
          <Segmented
            name={`${id}-visibility`}
            legend={t("field.visibility")}
            value={text(entry.visibility)}
            options={(["members", "public"] as const).map((value) => ({ value, label: t(`visibility.${value}`) }))}
            hint={isTask ? undefined : t(`visibilityHint.${entry.visibility === "public" ? "public" : "members"}`)}
            onValueChange={(visibility) => acts.set({ visibility })}
          />
          {isTask ? null : (
            <>
              <Select
                id={`${id}-lead`}
                label={t("field.lead")}
                value={text(entry.lead)}
                options={people}
                error={wrong("lead")}
                onChange={leave("lead")}
              />
              <Field
                id={`${id}-helpers`}
                label={t("field.helpers")}
                inputMode="numeric"
                defaultValue={text(entry.helpers)}
                key={`helpers ${entry.helpers}`}
                error={wrong("helpers")}
                onBlur={leave("helpers")}
              />
            </>
          )}
          {isTask ? null : (
            <RepeatFields
              id={id}
              start={typeof entry.start === "string" ? entry.start : null}
              recurrence={recurrence}
              error={wrong("recurrence")}
              onRepeat={acts.repeat}
            />
          )}
          <More summary={t("moreFields")}>
            {isTask ? null : (
              <Field
                id={`${id}-address`}
                label={t("field.address")}
                defaultValue={text(entry.address)}
                key={`address ${entry.address}`}
                maxLength={agendaLimits.line}
                onBlur={leave("address")}
              />
            )}
            {(["notes", "bring"] as const).map((field) => (
              <FieldFrame key={field} id={`${id}-${field}`} label={t(`field.${field}`)} error={wrong(field)}>
                <textarea
                  id={`${id}-${field}`}
                  className="input"
                  rows={3}
                  maxLength={agendaLimits.cell}
                  value={entry[field]}
                  onChange={(event) => acts.text(field, event.currentTarget.value)}
                />
              </FieldFrame>
            ))}
          </More>
        </fieldset>
        {issues
          .filter(({ field }) => field === "entry")
          .map((issue) => (
            <FieldError key={issue.code}>{t(`issue.${issue.code}`, issue.data)}</FieldError>
          ))}
        {props.publicHref === null ? null : (
          <p>
            <a href={props.publicHref}>{t("seePublic")}</a>
          </p>
        )}
        {props.signUp?.help || props.signUp?.roll ? (
          <p className="row">
            {props.signUp.help ? <a href={props.signUp.help}>{t("signUp.help")}</a> : null}
            {props.signUp.roll ? (
              <a href={props.signUp.roll}>{t("signUp.roll", { count: props.signUp.live })}</a>
            ) : null}
          </p>
        ) : null}
        {props.isOut && !locked && props.timeReason === null ? (
          <div className="row">
            <Badge tone="full">{t("timeOut")}</Badge>
            <Button type="button" kind="second" slim onClick={acts.bringBack}>
              {t("bringBack")}
            </Button>
          </div>
        ) : null}
        {props.history}
        {locked ? null : (
          <div className="row">
            <Button type="button" kind="second" slim onClick={() => acts.remove(inSeries ? scope : "all")}>
              {inSeries ? t(`removeScope.${scope}`) : t("remove")}
            </Button>
          </div>
        )}
        {cancel !== null && cancelled === null && !(ofTime && props.timeReason !== null) ? (
          <CancelForm
            key={ofTime ? at : "all"}
            id={id}
            summary={t(ofTime ? "cancelTime" : "cancelEvent")}
            effect={t(ofTime ? "cancelTimeEffect" : "cancelEffect")}
            cancel={(reason) => cancel(reason, ofTime ? at : null)}
          />
        ) : null}
      </div>
    </Sheet>
  );
}
