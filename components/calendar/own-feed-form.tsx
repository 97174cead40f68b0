"use client";

import { useActionState } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Note } from "@/components/ui/note";

/** `address`: only just made, and shown this once. */
export type OwnFeedState = { has: boolean; address: string | null; error: string | null };
export type OwnFeedAction = (previous: OwnFeedState, form: FormData) => Promise<OwnFeedState>;

/** Makes one's own calendar address, changes it, ends it. */
export function OwnFeedForm({
  action,
  has,
  texts,
}: {
  action: OwnFeedAction;
  has: boolean;
  texts: Record<"about" | "make" | "again" | "againHint" | "end" | "address" | "secret" | "open", string>;
}) {
  const [state, submit, busy] = useActionState(action, { has, address: null, error: null });
  return (
    <form className="stack fill" action={submit}>
      <p>{texts.about}</p>
      {state.error ? (
        <Note tone="bad" role="alert">
          <p>{state.error}</p>
        </Note>
      ) : null}
      {state.address ? (
        <>
          <Note role="status">
            <p>{texts.secret}</p>
          </Note>
          <Field id="own-feed" label={texts.address} value={state.address} readOnly />
          <div className="row">
            <ButtonLink kind="second" icon="calendar" href={state.address.replace(/^https?:/, "webcal:")}>
              {texts.open}
            </ButtonLink>
          </div>
        </>
      ) : state.has ? (
        <p className="soft">{texts.againHint}</p>
      ) : null}
      <div className="row">
        <Button kind="second" busy={busy} name="act" value="make">
          {state.has ? texts.again : texts.make}
        </Button>
        {state.has ? (
          <Button kind="quiet" busy={busy} name="act" value="end">
            {texts.end}
          </Button>
        ) : null}
      </div>
    </form>
  );
}
