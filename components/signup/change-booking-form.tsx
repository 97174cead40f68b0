"use client";
import { useActionState } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import { Select } from "@/components/ui/field";
import type { BookSeatTexts, RideOptions } from "./book-seat-form";
import { type Act, Answer, Hidden, untouchedAct } from "./holder-forms";
import { NeedsFields, type NeedsTexts, PriceField, type PriceOption } from "./needs-fields";
import { DirectionField, PartyField } from "./party-and-direction";

type Props = {
  action: Act;
  hidden: Record<string, string>;
  options: RideOptions;
  prices: readonly PriceOption[];
  now: Record<
    | "party"
    | "direction"
    | "outboundFrom"
    | "outboundTo"
    | "returnFrom"
    | "returnTo"
    | "price"
    | "wheelchair"
    | "accessNeed",
    string
  >;
  back: string;
  texts: Pick<
    BookSeatTexts,
    "party" | "direction" | "both" | "outbound" | "return" | "boardAt" | "outboundTo" | "returnFrom" | "returnTo"
  > &
    NeedsTexts & {
      save: string;
      back: string;
      busy: string;
    };
};

/** The choices of a booking as they stand, to be changed; refused, they come back as chosen. */
export function ChangeBookingForm({ action, hidden, options, prices, now, back, texts }: Props) {
  const [state, send, busy] = useActionState(action, untouchedAct);
  // A box that is not ticked is not sent: after a refusal, what was sent stands.
  const shown = { ...(state.turn === 0 ? now : { ...now, wheelchair: "" }), ...state.values };
  const both = options.outbound.from.length > 0 && options.return.from.length > 0;
  const stops = [
    ["outboundFrom", texts.boardAt, options.outbound.from],
    ["outboundTo", texts.outboundTo, options.outbound.to],
    ["returnFrom", texts.returnFrom, options.return.from],
    ["returnTo", texts.returnTo, options.return.to],
  ] as const;
  return (
    <form className="paper ask" action={send} key={state.turn}>
      <Hidden values={hidden} />
      <Answer state={state} />
      <PartyField texts={texts} value={shown.party} error={state.errors.party} />
      {both ? <DirectionField texts={texts} value={shown.direction} error={state.errors.direction} /> : null}
      {stops.map(([name, label, choices]) =>
        choices.length > 1 ? (
          <Select
            key={name}
            id={name}
            name={name}
            label={label}
            options={choices.map((stop) => ({ value: stop.value, label: `${stop.label}, ${stop.aside}` }))}
            defaultValue={shown[name] || choices[name.endsWith("To") ? choices.length - 1 : 0]?.value}
            error={state.errors[name]}
          />
        ) : null,
      )}
      <PriceField prices={prices} value={shown.price || undefined} error={state.errors.price} texts={texts} />
      <NeedsFields values={shown} errors={state.errors} texts={texts} />
      <p className="two">
        <Button kind="main" busy={busy}>
          {busy ? texts.busy : texts.save}
        </Button>
        <ButtonLink href={back}>{texts.back}</ButtonLink>
      </p>
    </form>
  );
}
