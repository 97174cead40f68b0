"use client";
import { useActionState } from "react";
import { type Act, Answer, Hidden, untouchedAct } from "@/components/signup/holder-forms";
import { Button } from "@/components/ui/button";
import { Field, FieldError } from "@/components/ui/field";
import { More } from "@/components/ui/more";
import { pollLimits } from "@/domain/calendar/date-poll";

type Texts = Record<
  | "title"
  | "about"
  | "place"
  | "minutes"
  | "closesOn"
  | "closesHint"
  | "dates"
  | "day"
  | "time"
  | "moreDates"
  | "submit"
  | "busy",
  string
>;

const shown = 4;
const rows = Array.from({ length: pollLimits.options }, (_, row) => row);

/** What it is about, and up to eight dates; half of them are folded. */
export function NewPollForm({ action, hidden, texts }: { action: Act; hidden: Record<string, string>; texts: Texts }) {
  const [state, send, busy] = useActionState(action, untouchedAct);
  const { values, errors } = state;
  const dateRow = (row: number) => (
    <div className="pair" key={row}>
      <Field
        id={`day${row}`}
        name={`day${row}`}
        type="date"
        label={`${texts.day} ${row + 1}`}
        defaultValue={values[`day${row}`]}
      />
      <Field id={`time${row}`} name={`time${row}`} type="time" label={texts.time} defaultValue={values[`time${row}`]} />
    </div>
  );
  return (
    <form className="dates-new" action={send} key={state.turn}>
      <Answer state={state} />
      <Hidden values={hidden} />
      <Field
        id="title"
        name="title"
        label={texts.title}
        maxLength={120}
        required
        defaultValue={values.title}
        error={errors.title}
      />
      <fieldset className="field">
        <legend className="legend">{texts.dates}</legend>
        {rows.slice(0, shown).map(dateRow)}
        <More summary={texts.moreDates} open={values[`day${shown}`] ? true : undefined}>
          {rows.slice(shown).map(dateRow)}
        </More>
        {errors.day0 ? <FieldError>{errors.day0}</FieldError> : null}
      </fieldset>
      <Field
        id="place"
        name="place"
        label={texts.place}
        maxLength={200}
        defaultValue={values.place}
        error={errors.place}
      />
      <Field
        id="minutes"
        name="minutes"
        type="number"
        min={15}
        max={720}
        step={15}
        label={texts.minutes}
        defaultValue={values.minutes ?? "90"}
        error={errors.minutes}
      />
      <Field
        id="about"
        name="about"
        label={texts.about}
        maxLength={500}
        defaultValue={values.about}
        error={errors.about}
      />
      <Field
        id="closesOn"
        name="closesOn"
        type="date"
        label={texts.closesOn}
        hint={texts.closesHint}
        required
        defaultValue={values.closesOn}
        error={errors.closesOn}
      />
      <p>
        <Button kind="main" busy={busy}>
          {busy ? texts.busy : texts.submit}
        </Button>
      </p>
    </form>
  );
}
