"use client";
import { type ReactNode, useActionState } from "react";
import { type Act, Answer, Hidden, untouchedAct } from "@/components/signup/holder-forms";
import { Button } from "@/components/ui/button";
import { Check } from "@/components/ui/choice";
import { Field } from "@/components/ui/field";
import { More } from "@/components/ui/more";
import { type QuestionDrawn, QuestionField } from "./question-field";

export type SignUpTexts = Record<
  "title" | "firstName" | "email" | "emailHint" | "folded" | "submit" | "busy",
  string
> & {
  lead: string | null;
  /** As whom one signs up. */
  as: string | null;
  consent: ReactNode;
  /** What comes after sending. */
  after: string | null;
};

type Props = {
  action: Act;
  hidden: Record<string, string>;
  /** Whoever is signed in is not asked who they are; null on the page of somebody who has signed up. */
  asks: "visitor" | "name" | null;
  questions: readonly QuestionDrawn[];
  texts: SignUpTexts;
  /** What was answered before. */
  answers?: Record<string, string | string[]>;
};

/** First name, e-mail, and what the organisers ask; what is rare is folded. Works without JavaScript. */
export function SignUpForm({ action, hidden, asks, questions, texts, answers = {} }: Props) {
  const [state, send, busy] = useActionState(action, untouchedAct);
  const { values, errors } = state;
  const sent = state.turn > 0;
  const field = (question: QuestionDrawn) => (
    <QuestionField
      key={question.name}
      question={question}
      // Of several answers, one a line.
      value={sent ? (values[question.name] ?? "").split("\n") : [answers[question.name] ?? []].flat()}
      error={errors[question.name]}
    />
  );
  const folded = questions.filter((question) => question.folded);
  return (
    <form className="paper form" action={send} aria-labelledby="inscription" key={state.turn}>
      <h2 id="inscription">{texts.title}</h2>
      {texts.lead ? <p>{texts.lead}</p> : null}
      <Answer state={state} />
      <Hidden values={hidden} />
      {texts.as ? <p className="soft">{texts.as}</p> : null}
      {asks ? (
        <Field
          id="firstName"
          name="firstName"
          label={texts.firstName}
          autoComplete="given-name"
          maxLength={80}
          required
          defaultValue={values.firstName}
          error={errors.firstName}
        />
      ) : null}
      {asks === "visitor" ? (
        <Field
          id="email"
          name="email"
          type="email"
          inputMode="email"
          label={texts.email}
          hint={texts.emailHint}
          autoComplete="email"
          maxLength={254}
          required
          defaultValue={values.email}
          error={errors.email}
        />
      ) : null}
      {questions.filter((question) => !question.folded).map(field)}
      {folded.length > 0 ? (
        <More
          summary={texts.folded}
          open={
            folded.some(({ name }) => errors[name] || (sent ? values[name] : (answers[name] ?? "").length > 0)) ||
            undefined
          }
        >
          <div className="form">{folded.map(field)}</div>
        </More>
      ) : null}
      {asks === "visitor" ? (
        <Check id="consent" name="consent" required defaultChecked={Boolean(values.consent)} error={errors.consent}>
          {texts.consent}
        </Check>
      ) : null}
      <Button kind="main" busy={busy}>
        {busy ? texts.busy : texts.submit}
      </Button>
      {texts.after ? <p className="hint">{texts.after}</p> : null}
    </form>
  );
}
