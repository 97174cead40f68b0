"use client";

import { useActionState, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import type { EmailFormAction } from "./email-form";

/** Another mail: after a wait that counts down. Without JavaScript the button is there at once, and the server waits. */
export function ResendForm({
  action,
  email,
  returnPath,
  resendAt,
  now,
  kind,
  texts,
}: {
  action: EmailFormAction;
  email: string;
  returnPath: string;
  /** Both in milliseconds, by the server's clock: this device's own may be wrong. */
  resendAt: number;
  now: number;
  kind: "main" | "second" | "quiet";
  texts: { resend: string; before: string; after: string };
}) {
  const [state, submit, busy] = useActionState(action, { email, fieldError: null, error: null });
  const [left, setLeft] = useState(() => Math.ceil((resendAt - now) / 1000));
  useEffect(() => {
    const readyAt = performance.now() + (resendAt - now);
    const tick = () => setLeft(Math.ceil((readyAt - performance.now()) / 1000));
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [resendAt, now]);

  const button = (
    <Button kind={kind} busy={busy}>
      {texts.resend}
    </Button>
  );
  return (
    <form className="stack" action={submit}>
      <input type="hidden" name="email" value={email} />
      <input type="hidden" name="returnPath" value={returnPath} />
      {state.error ? (
        <Note tone="bad" role="alert">
          <p>{state.error}</p>
        </Note>
      ) : null}
      {left > 0 ? (
        <>
          <p className="soft nb">
            {texts.before}
            {left}
            {texts.after}
          </p>
          <noscript>{button}</noscript>
        </>
      ) : (
        button
      )}
    </form>
  );
}
