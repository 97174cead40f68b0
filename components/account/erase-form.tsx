"use client";

import { type FormEvent, useActionState, useRef } from "react";
import { Button } from "@/components/ui/button";
import { Check } from "@/components/ui/choice";
import type { PressAction } from "./press-form";

type Texts = { sure: string; erase: string; tick: string };

/** Erases an account for good: what this device keeps for it first, then all that the server does. */
export function EraseForm({ action, account, texts }: { action: PressAction; account: string; texts: Texts }) {
  const [state, submit, busy] = useActionState(action, { error: null });
  const form = useRef<HTMLFormElement>(null);
  const bare = useRef(false);

  async function begin() {
    const { eraseAccount } = await import("@/components/collab/erase-account");
    await eraseAccount(account);
    bare.current = true;
    form.current?.requestSubmit();
  }
  function onSubmit(event: FormEvent) {
    if (bare.current) return;
    event.preventDefault();
    void begin();
  }
  return (
    <form className="stack" action={submit} onSubmit={onSubmit} ref={form}>
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
