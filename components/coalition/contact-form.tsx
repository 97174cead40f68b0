"use client";

import { type FormEvent, useActionState, useRef } from "react";
import { Button } from "@/components/ui/button";
import { Field, TextArea } from "@/components/ui/field";
import { More } from "@/components/ui/more";
import { Note } from "@/components/ui/note";

/** `turn` changes each time. */
export type ContactState = {
  message: string | null;
  tone: "bad" | "ok";
  errors: Record<string, string>;
  values: Record<string, string>;
  turn: number;
};
export type ContactAction = (before: ContactState, form: FormData) => Promise<ContactState>;

export type ContactWords = {
  summary: string;
  about: string;
  name: string;
  email: string;
  emailHint: string;
  message: string;
  site: string;
  send: string;
  busy: string;
};

/**
 * A message to the people of a coalition. From the first field that is touched, the browser does a little work that makes
 * sending thousands dear; without JavaScript, a mail is confirmed instead.
 */
export function ContactForm({
  action,
  coalition,
  challengeHref,
  limits,
  words,
}: {
  action: ContactAction;
  coalition: string;
  challengeHref: string;
  limits: { name: number; message: number };
  words: ContactWords;
}) {
  const [state, send, busy] = useActionState(action, { message: null, tone: "bad", errors: {}, values: {}, turn: 0 });
  const proof = useRef<HTMLInputElement>(null);
  const work = useRef<{ turn: number; solved: Promise<string | null> } | null>(null);
  const ready = useRef<{ turn: number; text: string | null } | null>(null);
  const begin = () => {
    // A proof counts once: who writes again works again.
    if (work.current?.turn === state.turn) return work.current.solved;
    const { turn } = state;
    const solved = import("./solve-challenge")
      .then(({ solvedChallenge }) => solvedChallenge(challengeHref))
      .catch(() => null)
      .then((text) => {
        ready.current = { turn, text };
        return text;
      });
    work.current = { turn, solved };
    return solved;
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    if (ready.current?.turn === state.turn) {
      if (proof.current) proof.current.value = ready.current.text ?? "";
      return;
    }
    event.preventDefault();
    const form = event.currentTarget;
    void begin().then(() => form.requestSubmit());
  };
  return (
    <More summary={words.summary} open={state.turn > 0}>
      <form className="stack" action={send} onFocus={() => void begin()} onSubmit={submit} key={state.turn}>
        <p className="soft">{words.about}</p>
        {state.message !== null && (
          <Note tone={state.tone} role={state.tone === "ok" ? "status" : "alert"}>
            {state.message}
          </Note>
        )}
        <input type="hidden" name="coalition" value={coalition} />
        <input type="hidden" name="altcha" ref={proof} />
        <p className="nobody" aria-hidden="true">
          <label htmlFor="contact-site">{words.site}</label>
          <input id="contact-site" name="site" tabIndex={-1} autoComplete="off" />
        </p>
        <Field
          id="contact-name"
          name="name"
          label={words.name}
          autoComplete="name"
          maxLength={limits.name}
          required
          defaultValue={state.values.name}
          error={state.errors.name}
        />
        <Field
          id="contact-email"
          name="email"
          type="email"
          inputMode="email"
          autoComplete="email"
          label={words.email}
          hint={words.emailHint}
          maxLength={254}
          required
          defaultValue={state.values.email}
          error={state.errors.email}
        />
        <TextArea
          id="contact-message"
          name="message"
          label={words.message}
          rows={6}
          maxLength={limits.message}
          required
          defaultValue={state.values.message}
          error={state.errors.message}
        />
        <p>
          <Button kind="second" busy={busy}>
            {busy ? words.busy : words.send}
          </Button>
        </p>
      </form>
    </More>
  );
}
