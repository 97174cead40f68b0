"use client";

import { type FormEvent, useActionState, useRef } from "react";
import { Button } from "@/components/ui/button";
import { Check } from "@/components/ui/choice";
import type { PressAction } from "./press-form";

type Texts = { sure: string; erase: string; tick: string };

type Props = {
  action: PressAction;
  /** Whose copies on this device go first. */
  account?: string;
  /** What opened the page, where no session did. */
  token?: string;
  texts: Texts;
};

/** Erases somebody for good: what this device keeps for their account first, then all that the server does. */
export function EraseForm({ action, account, token, texts }: Props) {
  const [state, submit, busy] = useActionState(action, { error: null });
  const form = useRef<HTMLFormElement>(null);
  const bare = useRef(false);

  async function begin(account: string) {
    const { eraseAccount } = await import("@/components/collab/erase-account");
    await eraseAccount(account);
    bare.current = true;
    form.current?.requestSubmit();
  }
  function onSubmit(event: FormEvent) {
    if (bare.current || !account) return;
    event.preventDefault();
    void begin(account);
  }
  return (
    <form className="stack" action={submit} onSubmit={onSubmit} ref={form}>
      {token ? <input type="hidden" name="token" value={token} /> : null}
      <Check id="sure" name="sure" value="yes" error={state.error} required>
        {texts.sure}
      </Check>
      <div>
        <Button kind="danger" busy={busy}>
          {texts.erase}
        </Button>
      </div>
    </form>
  );
}
