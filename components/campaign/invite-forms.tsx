"use client";

import { type ReactNode, useActionState } from "react";
import { RolePicks, type RoleWords } from "@/components/coalition/role-picks";
import { ShareBar, type ShareWords } from "@/components/coalition/share-bar";
import { type Act, type ActState, Answer, Hidden, untouchedAct } from "@/components/signup/holder-forms";
import { Button } from "@/components/ui/button";
import { Field, Select, TextArea } from "@/components/ui/field";
import { QrCode } from "@/components/ui/qr-code";

type Picks = { legend: string; picks: readonly RoleWords[] };

/** Addresses, a role, one button. What was typed stays after a refusal. */
export function InviteByMail({
  action,
  hidden,
  role,
  texts,
}: {
  action: Act;
  hidden: Record<string, string>;
  role: Picks;
  texts: { emails: string; emailsHint: string; mailHint: string; send: string; busy: string };
}) {
  const [state, send, busy] = useActionState(action, untouchedAct);
  return (
    <form className="stack" action={send} key={state.turn}>
      <Answer state={state} />
      <Hidden values={hidden} />
      <TextArea
        id="emails"
        name="emails"
        label={texts.emails}
        hint={texts.emailsHint}
        rows={2}
        inputMode="email"
        autoComplete="off"
        required
        defaultValue={state.values.emails}
        error={state.errors.emails}
      />
      <RolePicks id="mail" {...role} chosen={state.values.role ?? "member"} />
      <p className="hint">{texts.mailHint}</p>
      <Button kind="second" wide busy={busy}>
        {busy ? texts.busy : texts.send}
      </Button>
    </form>
  );
}

export type LinkState = ActState & { readonly link: { href: string; text: string } | null };
export type MakeLink = (before: LinkState, form: FormData) => Promise<LinkState>;

/** A role, how long and for how many; then the link, to be copied, shown or passed on this once. */
export function InviteByLink({
  action,
  hidden,
  role,
  days,
  uses,
  texts,
  shareWords,
  note,
}: {
  action: MakeLink;
  hidden: Record<string, string>;
  role: Picks;
  days: readonly { value: string; label: string }[];
  uses: { usual: number; most: number };
  texts: Record<"label" | "labelHint" | "length" | "uses" | "make" | "busy" | "address" | "once" | "qr", string>;
  shareWords: ShareWords;
  note: ReactNode;
}) {
  const [state, send, busy] = useActionState(action, { ...untouchedAct, link: null });
  return (
    <>
      <form className="stack" action={send} key={state.turn}>
        {note}
        <Answer state={state} />
        <Hidden values={hidden} />
        <Field
          id="label"
          name="label"
          label={texts.label}
          hint={texts.labelHint}
          maxLength={80}
          autoComplete="off"
          defaultValue={state.values.label}
          error={state.errors.label}
        />
        <RolePicks id="link" {...role} chosen={state.values.role ?? "participant"} />
        <Select id="days" name="days" label={texts.length} options={days} defaultValue={state.values.days ?? "14"} />
        <Field
          id="uses"
          name="uses"
          type="number"
          min={1}
          max={uses.most}
          label={texts.uses}
          defaultValue={state.values.uses ?? String(uses.usual)}
          error={state.errors.uses}
        />
        <Button kind="second" wide busy={busy}>
          {busy ? texts.busy : texts.make}
        </Button>
      </form>
      {state.link && (
        <div className="stack made">
          <Field
            id="made"
            label={texts.address}
            hint={texts.once}
            value={state.link.href}
            readOnly
            onFocus={(event) => event.currentTarget.select()}
          />
          <ShareBar title={texts.address} text={state.link.text} url={state.link.href} words={shareWords}>
            {null}
          </ShareBar>
          <QrCode text={state.link.href} label={texts.qr} />
        </div>
      )}
    </>
  );
}
