"use client";
import { type ReactNode, useActionState } from "react";
import { Button } from "@/components/ui/button";
import { CodeField } from "@/components/ui/code-field";
import { Field } from "@/components/ui/field";
import type { IconName } from "@/components/ui/icon";
import { Note } from "@/components/ui/note";

/** As an action answers it; `turn` changes each time. */
export type ActState = {
  message: string | null;
  tone: "bad" | "ok";
  errors: Record<string, string>;
  values: Record<string, string>;
  turn: number;
};
export type Act = (before: ActState, form: FormData) => Promise<ActState>;
export const untouchedAct: ActState = { message: null, tone: "bad", errors: {}, values: {}, turn: 0 };

export function Hidden({ values }: { values: Record<string, string> }) {
  return Object.entries(values).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);
}

/** The answer to the last press, where the press was. */
export function Answer({ state }: { state: ActState }) {
  if (!state.message) return null;
  return (
    <Note tone={state.tone} role={state.tone === "ok" ? "status" : "alert"} fill>
      {state.message}
    </Note>
  );
}

type ActFormProps = {
  action: Act;
  hidden: Record<string, string>;
  submit: string;
  busyText: string;
  kind?: "main" | "second" | "quiet" | "danger";
  slim?: boolean;
  icon?: IconName;
  children?: ReactNode;
};

/** One button that does one thing. Only the POST acts. */
export function ActForm({ action, hidden, submit, busyText, kind = "second", slim, icon, children }: ActFormProps) {
  const [state, send, busy] = useActionState(action, untouchedAct);
  return (
    <form className="act" action={send}>
      <Hidden values={hidden} />
      {children}
      <Answer state={state} />
      <Button kind={kind} slim={slim} icon={icon} busy={busy}>
        {busy ? busyText : submit}
      </Button>
    </form>
  );
}

type CodeFormProps = {
  action: Act;
  hidden: Record<string, string>;
  hint: ReactNode;
  texts: { code: string; submit: string; busy: string };
};

/** The code of the mail, typed on the page. */
export function CodeForm({ action, hidden, hint, texts }: CodeFormProps) {
  const [state, send, busy] = useActionState(action, untouchedAct);
  return (
    <form className="ask" action={send}>
      <Hidden values={hidden} />
      <CodeField
        key={state.turn}
        id="code"
        name="code"
        label={texts.code}
        defaultValue={state.values.code}
        error={state.errors.code ?? (state.tone === "bad" ? state.message : null)}
      />
      <p className="hint">{hint}</p>
      <Button kind="main" busy={busy}>
        {busy ? texts.busy : texts.submit}
      </Button>
    </form>
  );
}

type OfferFormProps = {
  action: Act;
  hidden: Record<string, string>;
  texts: { take: string; leave: string; busy: string };
};

/** Yes or no to an offered seat. */
export function OfferForm({ action, hidden, texts }: OfferFormProps) {
  const [state, send, busy] = useActionState(action, untouchedAct);
  return (
    <form className="fill" action={send}>
      <Hidden values={hidden} />
      <Answer state={state} />
      <p className="two fill">
        <Button kind="main" name="answer" value="accept" busy={busy}>
          {busy ? texts.busy : texts.take}
        </Button>
        <Button kind="second" name="answer" value="decline" busy={busy}>
          {texts.leave}
        </Button>
      </p>
    </form>
  );
}

type FindBookingProps = {
  action: Act;
  heading: "h1" | "h2";
  texts: { title: string; lead: string; email: string; submit: string; busy: string };
};

/** An address in; the same answer whether or not it has bookings. */
export function FindBookingForm({ action, heading: Heading, texts }: FindBookingProps) {
  const [state, send, busy] = useActionState(action, untouchedAct);
  return (
    <form className="find" action={send}>
      <Heading>{texts.title}</Heading>
      <p className="lead soft">{texts.lead}</p>
      <Field
        key={state.turn}
        id="email"
        name="email"
        type="email"
        inputMode="email"
        autoComplete="email"
        label={texts.email}
        maxLength={254}
        required
        big
        defaultValue={state.values.email}
        error={state.errors.email}
      />
      <Answer state={state} />
      <p>
        <Button kind="main" busy={busy}>
          {busy ? texts.busy : texts.submit}
        </Button>
      </p>
    </form>
  );
}
