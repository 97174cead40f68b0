"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Choice, type Option } from "@/components/ui/choice";
import { Field } from "@/components/ui/field";
import { Note } from "@/components/ui/note";

/** `turn` changes each time. */
export type FollowState = {
  message: string | null;
  tone: "bad" | "ok";
  errors: Record<string, string>;
  values: Record<string, string>;
  turn: number;
};
export type FollowAction = (before: FollowState, form: FormData) => Promise<FollowState>;
const untouched: FollowState = { message: null, tone: "bad", errors: {}, values: {}, turn: 0 };

function Said({ state }: { state: FollowState }) {
  if (state.message === null) return null;
  return (
    <Note tone={state.tone} role={state.tone === "ok" ? "status" : "alert"}>
      {state.message}
    </Note>
  );
}

/** One address and one button; the button alone for who is signed in. */
export function FollowForm({
  action,
  coalition,
  asksAddress,
  kind = "main",
  words,
}: {
  action: FollowAction;
  coalition: string;
  asksAddress: boolean;
  kind?: "main" | "second";
  words: { email: string; consent: string; site: string; submit: string; busy: string };
}) {
  const [state, send, busy] = useActionState(action, untouched);
  if (state.tone === "ok" && state.message !== null) return <Said state={state} />;
  return (
    <form className="stack fill" action={send} key={state.turn} noValidate>
      <Said state={state} />
      <input type="hidden" name="coalition" value={coalition} />
      <p className="nobody" aria-hidden="true">
        <label htmlFor="follow-site">{words.site}</label>
        <input id="follow-site" name="site" tabIndex={-1} autoComplete="off" />
      </p>
      {asksAddress ? (
        <Field
          id="follow-email"
          name="email"
          type="email"
          inputMode="email"
          autoComplete="email"
          label={words.email}
          maxLength={254}
          required
          big
          defaultValue={state.values.email}
          error={state.errors.email}
        />
      ) : null}
      <p className="hint">{words.consent}</p>
      <p>
        <Button kind={kind} busy={busy}>
          {busy ? words.busy : words.submit}
        </Button>
      </p>
    </form>
  );
}

/** How often one hears of a coalition. */
export function FrequencyForm({
  action,
  token,
  frequency,
  options,
  words,
}: {
  action: FollowAction;
  token: string;
  frequency: string;
  options: readonly Option[];
  words: { legend: string; save: string; busy: string };
}) {
  const [state, send, busy] = useActionState(action, untouched);
  return (
    <form className="stack" action={send}>
      <input type="hidden" name="token" value={token} />
      <Choice name="frequency" legend={words.legend} options={options} defaultValue={frequency} />
      <Said state={state} />
      <p>
        <Button kind="second" busy={busy}>
          {busy ? words.busy : words.save}
        </Button>
      </p>
    </form>
  );
}
