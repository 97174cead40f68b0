"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Note } from "@/components/ui/note";

export type ConfirmState = { sent: string | null; error: string | null };

/** The yes of whoever wrote: loading the page sends nothing, mail scanners load it too. */
export function ConfirmMessage({
  action,
  token,
  waiting,
  gone,
  label,
}: {
  action: (before: ConfirmState, form: FormData) => Promise<ConfirmState>;
  token: string;
  /** Whether there is anything to send. */
  waiting: boolean;
  /** Said where there is nothing. */
  gone: string;
  label: string;
}) {
  const [state, send, busy] = useActionState(action, { sent: null, error: null });
  if (state.sent !== null)
    return (
      <Note tone="ok" role="status">
        {state.sent}
      </Note>
    );
  if (!waiting && state.error === null) return <p className="lead soft">{gone}</p>;
  return (
    <form className="stack fill" action={send}>
      <input type="hidden" name="token" value={token} />
      {state.error === null ? null : (
        <Note tone="bad" role="alert">
          {state.error}
        </Note>
      )}
      <Button kind="main" busy={busy}>
        {label}
      </Button>
    </form>
  );
}
