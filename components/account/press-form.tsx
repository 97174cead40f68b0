"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Note } from "@/components/ui/note";

export type PressState = { error: string | null };
export type PressAction = (previous: PressState, form: FormData) => Promise<PressState>;

/** A link from a mail acts only when a person presses this button: whoever merely loads the page spends nothing. */
export function PressForm({ action, token, label }: { action: PressAction; token: string; label: string }) {
  const [state, submit, busy] = useActionState(action, { error: null });
  return (
    <form className="stack fill" action={submit}>
      <input type="hidden" name="token" value={token} />
      {state.error ? (
        <Note tone="bad" role="alert">
          <p>{state.error}</p>
        </Note>
      ) : null}
      <Button kind="main" busy={busy}>
        {label}
      </Button>
    </form>
  );
}
