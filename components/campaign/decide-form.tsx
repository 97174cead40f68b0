"use client";

import { useActionState } from "react";
import { type Act, Answer, Hidden, untouchedAct } from "@/components/signup/holder-forms";
import { Button } from "@/components/ui/button";
import { Choice, Segmented } from "@/components/ui/choice";
import { TextArea } from "@/components/ui/field";

const verdicts = ["publish", "ask", "refuse", "merge"] as const;
type Verdict = (typeof verdicts)[number];
type Words = { label: string; submit: string; message: string; hint: string };

/** One decision with its own letter, which may be changed before it leaves. Works without JavaScript. */
export function DecideForm({
  action,
  id,
  words,
  others,
  texts,
}: {
  action: Act;
  id: string;
  words: Record<Verdict, Words>;
  /** Published ones that it may be reunited with. */
  others: readonly { slug: string; name: string; aside: string }[];
  texts: { verdict: string; message: string; into: string; busy: string };
}) {
  const [state, send, busy] = useActionState(action, untouchedAct);
  const offered = verdicts.filter((verdict) => verdict !== "merge" || others.length > 0);
  return (
    <form className="decide" action={send} key={state.turn}>
      <Answer state={state} />
      <Hidden values={{ id }} />
      <Segmented
        name="verdict"
        legend={texts.verdict}
        options={offered.map((value) => ({ value, label: words[value].label }))}
        defaultValue={state.values.verdict ?? "publish"}
        error={state.errors.verdict}
      />
      {others.length > 0 ? (
        <div className="merge">
          <Choice
            name="into"
            legend={texts.into}
            options={others.map(({ slug, name, aside }) => ({ value: slug, label: name, aside }))}
            defaultValue={state.values.into ?? others[0]?.slug}
            error={state.errors.into}
          />
        </div>
      ) : null}
      {offered.map((verdict) => (
        <div className={verdict} key={verdict}>
          <TextArea
            id={`message-${verdict}`}
            name={`message-${verdict}`}
            label={texts.message}
            hint={words[verdict].hint}
            rows={4}
            maxLength={2000}
            defaultValue={state.values[`message-${verdict}`] ?? words[verdict].message}
            error={state.values.verdict === verdict ? state.errors.message : undefined}
          />
        </div>
      ))}
      {offered.map((verdict) => (
        <p className={verdict} key={verdict}>
          <Button kind={verdict === "refuse" ? "danger" : "main"} busy={busy}>
            {busy ? texts.busy : words[verdict].submit}
          </Button>
        </p>
      ))}
    </form>
  );
}
