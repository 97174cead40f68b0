"use client";
import { type ReactNode, useActionState } from "react";
import { type Act, Answer, Hidden, untouchedAct } from "@/components/signup/holder-forms";
import { Button } from "@/components/ui/button";
import { Field, FieldError } from "@/components/ui/field";
import { type PollAnswer, pollAnswers } from "@/domain/calendar/date-poll";

/** A date as the server has drawn it, and how often each word was said for it. */
export type PollOptionDrawn = { id: string; spoken: string; best: boolean; date: ReactNode; tally: ReactNode };

type Props = {
  action: Act;
  hidden: Record<string, string>;
  options: readonly PollOptionDrawn[];
  mine: { firstName: string; answers: Record<string, PollAnswer> } | null;
  texts: Record<PollAnswer | "firstName" | "submit" | "busy", string>;
};

/** Yes, if need be, or no for each date, and a first name. Works without JavaScript. */
export function PollForm({ action, hidden, options, mine, texts }: Props) {
  const [state, send, busy] = useActionState(action, untouchedAct);
  const { values, errors } = state;
  return (
    <form className="stack" action={send} key={state.turn}>
      <Answer state={state} />
      <Hidden values={hidden} />
      <ol className="poll">
        {options.map((option) => {
          const chosen = values[option.id] ?? mine?.answers[option.id];
          const error = errors[option.id];
          return (
            <li key={option.id} className={option.best ? "is-best" : undefined}>
              {option.date}
              <div className="ans">
                <fieldset aria-describedby={error ? `${option.id}-error` : undefined}>
                  <legend className="sr">{option.spoken}</legend>
                  <div className="seg">
                    {pollAnswers.map((answer) => (
                      <label key={answer} htmlFor={`${option.id}-${answer}`}>
                        <input
                          type="radio"
                          id={`${option.id}-${answer}`}
                          name={option.id}
                          value={answer}
                          required
                          defaultChecked={chosen === answer}
                        />
                        <span>{texts[answer]}</span>
                      </label>
                    ))}
                  </div>
                </fieldset>
                {error ? <FieldError id={`${option.id}-error`}>{error}</FieldError> : null}
                {option.tally}
              </div>
            </li>
          );
        })}
      </ol>
      <div className="who">
        <Field
          id="firstName"
          name="firstName"
          label={texts.firstName}
          autoComplete="given-name"
          maxLength={80}
          required
          defaultValue={values.firstName ?? mine?.firstName}
          error={errors.firstName}
        />
      </div>
      <p>
        <Button kind="main" busy={busy}>
          {busy ? texts.busy : texts.submit}
        </Button>
      </p>
    </form>
  );
}
