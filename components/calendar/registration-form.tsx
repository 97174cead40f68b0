"use client";
import { useActionState } from "react";
import { type Act, Answer, Hidden, untouchedAct } from "@/components/signup/holder-forms";
import { Button } from "@/components/ui/button";
import { Check } from "@/components/ui/choice";
import { Field, FieldFrame, Select } from "@/components/ui/field";
import { More } from "@/components/ui/more";
import { ownKinds, type ReadyKind, readyQuestions, registrationLimits } from "@/domain/calendar/registration";

type Texts = Record<
  | "capacity"
  | "closesOn"
  | "purgeOn"
  | "purgeHint"
  | "days"
  | "questions"
  | "mealsHint"
  | "own"
  | "ownLabel"
  | "ownKind"
  | "ownOptions"
  | "submit"
  | "busy"
  | `ready-${ReadyKind}`
  | `kind-${(typeof ownKinds)[number]}`,
  string
>;
type Props = {
  action: Act;
  hidden: Record<string, string>;
  /** As the form's fields are called. */
  values: Record<string, string>;
  /** Whether it lasts more than a day. */
  asksDays: boolean;
  /** Whether it stands once: there is a last day, and one on which the answers go. */
  once: boolean;
  texts: Texts;
};

const ready = Object.keys(readyQuestions) as ReadyKind[];
const own = Array.from({ length: registrationLimits.own }, (_, n) => n);

/** How people register for an event: places, the last day, what is asked, and when the answers go. */
export function RegistrationForm({ action, hidden, values: now, asksDays, once, texts }: Props) {
  const [state, send, busy] = useActionState(action, untouchedAct);
  const { errors } = state;
  const values = state.tone === "bad" && state.turn > 0 ? state.values : now;
  return (
    <form className="stack" action={send} key={state.turn}>
      <Hidden values={hidden} />
      <Answer state={state} />
      <Field
        id="capacity"
        name="capacity"
        type="number"
        min={1}
        max={5000}
        required
        label={texts.capacity}
        defaultValue={values.capacity}
        error={errors.capacity}
      />
      {once ? (
        <>
          <Field
            id="closesOn"
            name="closesOn"
            type="date"
            required
            label={texts.closesOn}
            defaultValue={values.closesOn}
            error={errors.closesOn}
          />
          <Field
            id="purgeOn"
            name="purgeOn"
            type="date"
            required
            label={texts.purgeOn}
            hint={texts.purgeHint}
            defaultValue={values.purgeOn}
            error={errors.purgeOn}
          />
        </>
      ) : null}
      <fieldset className="field">
        <legend className="legend">{texts.questions}</legend>
        {asksDays ? (
          <Check id="days" name="days" defaultChecked={values.days === "on"}>
            {texts.days}
          </Check>
        ) : null}
        {ready.map((id) => (
          <Check key={id} id={`ready-${id}`} name={`ready-${id}`} defaultChecked={values[`ready-${id}`] === "on"}>
            {texts[`ready-${id}`]}
          </Check>
        ))}
        <Lines id="meals" label={texts.mealsHint} value={values.meals} error={errors.meals} />
      </fieldset>
      <More summary={texts.own} open={own.some((n) => values[`own${n}-label`]) || undefined}>
        {own.map((n) => (
          <fieldset className="field" key={n}>
            <Field
              id={`own${n}-label`}
              name={`own${n}-label`}
              label={`${texts.ownLabel} ${n + 1}`}
              maxLength={120}
              defaultValue={values[`own${n}-label`]}
              error={errors[`own${n}-label`]}
            />
            <Select
              id={`own${n}-kind`}
              name={`own${n}-kind`}
              label={texts.ownKind}
              options={ownKinds.map((kind) => ({ value: kind, label: texts[`kind-${kind}`] }))}
              defaultValue={values[`own${n}-kind`] ?? "choice"}
            />
            <Lines
              id={`own${n}-options`}
              label={texts.ownOptions}
              value={values[`own${n}-options`]}
              error={errors[`own${n}-options`]}
            />
          </fieldset>
        ))}
      </More>
      <p>
        <Button kind="second" busy={busy}>
          {busy ? texts.busy : texts.submit}
        </Button>
      </p>
    </form>
  );
}

/** One answer a line. */
function Lines({ id, label, value, error }: { id: string; label: string; value?: string; error?: string }) {
  return (
    <FieldFrame id={id} label={label} error={error}>
      <textarea
        className="input"
        id={id}
        name={id}
        rows={3}
        maxLength={600}
        defaultValue={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
      />
    </FieldFrame>
  );
}
