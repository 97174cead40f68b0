"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";

type Question = { readonly count: number; readonly state: "asked" | "sending" | "unsendable" };

/**
 * The way out. What was written here and not sent is asked about; then everything that this device keeps for the account
 * is erased. Without JavaScript nothing is ever kept, and the form is all there is.
 */
export function SignOutForm({ action, account }: { action: () => Promise<void>; account: string }) {
  const t = useTranslations("signOut");
  const form = useRef<HTMLFormElement>(null);
  const decided = useRef(false);
  const [question, setQuestion] = useState<Question | null>(null);

  async function leave() {
    const { eraseAccount } = await import("@/components/collab/erase-account");
    await eraseAccount(account);
    decided.current = true;
    form.current?.requestSubmit();
  }
  async function ask() {
    const { countUnsent } = await import("@/components/collab/erase-account");
    const count = await countUnsent(account);
    if (count === 0) await leave();
    else setQuestion({ count, state: "asked" });
  }
  async function send(count: number) {
    setQuestion({ count, state: "sending" });
    const { sendCopies } = await import("@/components/collab/send-copies");
    const { countUnsent } = await import("@/components/collab/erase-account");
    await sendCopies(account);
    const rest = await countUnsent(account);
    if (rest === 0) await leave();
    else setQuestion({ count: rest, state: "unsendable" });
  }
  function onSubmit(event: FormEvent) {
    if (decided.current) return;
    event.preventDefault();
    void ask();
  }
  return (
    <div className="stack">
      <form action={action} onSubmit={onSubmit} ref={form}>
        {question === null && <Button kind="second">{t("out")}</Button>}
      </form>
      {question !== null && (
        <div className="note" role="alert">
          <Icon name="warning" />
          <div className="stack">
            <p>{t(question.state === "unsendable" ? "unsendable" : "question", { count: question.count })}</p>
            <div className="row">
              <Button
                kind="main"
                type="button"
                disabled={question.state === "sending"}
                onClick={() => void send(question.count)}
              >
                {t(question.state === "sending" ? "sending" : question.state === "unsendable" ? "retry" : "send")}
              </Button>
              <Button kind="second" type="button" onClick={() => void leave()}>
                {t("discard")}
              </Button>
              <Button kind="quiet" type="button" onClick={() => setQuestion(null)}>
                {t("stay")}
              </Button>
            </div>
          </div>
        </div>
      )}
    </div>
  );
}
