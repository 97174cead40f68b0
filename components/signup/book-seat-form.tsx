"use client";
import { type ReactNode, useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Check, Choice } from "@/components/ui/choice";
import { Field, Select } from "@/components/ui/field";
import { More } from "@/components/ui/more";
import { type Act, Answer, Hidden, untouchedAct } from "./holder-forms";
import { NeedsFields, type NeedsTexts, PriceField, type PriceOption } from "./needs-fields";
import { DirectionField, PartyField } from "./party-and-direction";

type StopOption = { value: string; label: string; aside: string };
export type RideOptions = Record<"outbound" | "return", { from: StopOption[]; to: StopOption[] }>;
export type BookSeatTexts = Record<
  | "title"
  | "firstName"
  | "email"
  | "emailHint"
  | "party"
  | "boardAt"
  | "direction"
  | "both"
  | "outbound"
  | "return"
  | "others"
  | "othersOneWay"
  | "outboundTo"
  | "returnFrom"
  | "returnTo"
  | "sameStop"
  | "phone"
  | "phoneHint"
  | "submit"
  | "busy",
  string
> &
  NeedsTexts & { lead: string | null; as: string | null; consent: ReactNode };

type Props = {
  action: Act;
  hidden: Record<string, string>;
  /** Whoever is signed in is not asked who they are. */
  person: { name: string; email: string } | null;
  options: RideOptions;
  prices: readonly PriceOption[];
  texts: BookSeatTexts;
};

/**
 * Four things to fill in: first name, e-mail, stop, number. Out and back is chosen beforehand, the rest is folded. Works
 * without JavaScript: the server answers with the same form, what was typed and what was wrong.
 */
export function BookSeatForm({ action, hidden, person, options, prices, texts }: Props) {
  const [state, send, busy] = useActionState(action, untouchedAct);
  const { values, errors } = state;
  const both = options.outbound.from.length > 0 && options.return.from.length > 0;
  const boards = options.outbound.from.length > 0 ? "outbound" : "return";
  const first = options[boards].from[0]?.value;
  const boardName = boards === "outbound" ? "outboundFrom" : "returnFrom";
  const folded = ["direction", "outboundTo", "returnFrom", "returnTo", "price", "accessNeed", "phone"];
  const needsName = !person || person.name === "";
  return (
    <form className="paper form" action={send} aria-labelledby="reserver" key={state.turn}>
      <h2 id="reserver">{texts.title}</h2>
      {texts.lead ? <p>{texts.lead}</p> : null}
      <Answer state={state} />
      <Hidden values={hidden} />
      {texts.as ? <p className="soft">{texts.as}</p> : null}
      {needsName ? (
        <Field
          id="firstName"
          name="firstName"
          label={texts.firstName}
          autoComplete="given-name"
          maxLength={80}
          required
          defaultValue={values.firstName}
          error={errors.firstName}
        />
      ) : null}
      {person ? null : (
        <Field
          id="email"
          name="email"
          type="email"
          inputMode="email"
          label={texts.email}
          hint={texts.emailHint}
          autoComplete="email"
          maxLength={254}
          required
          defaultValue={values.email}
          error={errors.email}
        />
      )}
      <PartyField texts={texts} value={values.party} error={errors.party} />
      <Choice
        name={boardName}
        legend={texts.boardAt}
        options={options[boards].from}
        defaultValue={values[boardName] ?? first}
        error={errors[boardName] ?? errors.form}
      />
      <More
        summary={both ? texts.others : texts.othersOneWay}
        open={folded.some((field) => errors[field]) || wasOpened(values) || undefined}
      >
        <div className="form">
          {both ? <DirectionField texts={texts} value={values.direction} error={errors.direction} /> : null}
          {options.outbound.to.length > 1 ? (
            <Select
              id="outboundTo"
              name="outboundTo"
              label={texts.outboundTo}
              options={stopChoices(options.outbound.to)}
              defaultValue={values.outboundTo ?? options.outbound.to.at(-1)?.value}
              error={errors.outboundTo}
            />
          ) : null}
          {both && options.return.from.length > 1 ? (
            <Select
              id="returnFrom"
              name="returnFrom"
              label={texts.returnFrom}
              options={stopChoices(options.return.from)}
              defaultValue={values.returnFrom ?? options.return.from[0]?.value}
              error={errors.returnFrom}
            />
          ) : null}
          {options.return.to.length > 1 ? (
            <Select
              id="returnTo"
              name="returnTo"
              label={texts.returnTo}
              options={[{ value: "", label: texts.sameStop }, ...stopChoices(options.return.to)]}
              defaultValue={values.returnTo ?? ""}
              error={errors.returnTo}
            />
          ) : null}
          <PriceField prices={prices} value={values.price} error={errors.price} texts={texts} />
          <NeedsFields values={values} errors={errors} texts={texts} />
          {person ? null : (
            <Field
              id="phone"
              name="phone"
              type="tel"
              label={texts.phone}
              hint={texts.phoneHint}
              autoComplete="tel"
              maxLength={30}
              defaultValue={values.phone}
              error={errors.phone}
            />
          )}
        </div>
      </More>
      {person ? null : (
        <Check id="consent" name="consent" required defaultChecked={Boolean(values.consent)} error={errors.consent}>
          {texts.consent}
        </Check>
      )}
      <Button kind="main" wide busy={busy}>
        {busy ? texts.busy : texts.submit}
      </Button>
    </form>
  );
}

/** Whether something was chosen in the fold: then it comes back open. */
function wasOpened(values: Record<string, string>): boolean {
  return Boolean(
    values.phone ||
      values.wheelchair ||
      values.accessNeed ||
      values.returnTo ||
      (values.direction && values.direction !== "both"),
  );
}

function stopChoices(stops: readonly StopOption[]) {
  return stops.map((stop) => ({ value: stop.value, label: `${stop.label}, ${stop.aside}` }));
}
