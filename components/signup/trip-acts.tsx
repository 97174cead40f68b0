"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Check } from "@/components/ui/choice";
import { Icon } from "@/components/ui/icon";
import { Menu } from "@/components/ui/menu";
import { More } from "@/components/ui/more";
import { Note } from "@/components/ui/note";
import { Sheet } from "@/components/ui/sheet";
import type { RideChoice, StopChoice } from "./aboard-view";
import { type Act, ActForm } from "./act-form";
import { RideFields } from "./ride-fields";

type Opened = "add" | "give" | "cancel";

export type TripActs = { readonly add: Act; readonly give: Act; readonly takeBack: Act; readonly cancelTrip: Act };

/** The acts of a trip: add somebody, give the trip to somebody, cancel it. Each opens a sheet that says what follows. */
export function TripActsBar({
  tripId,
  stops,
  prices,
  full,
  live,
  mayGive,
  organisers,
  acts,
}: {
  tripId: string;
  stops: RideChoice;
  /** The prices to choose from, in words. */
  prices: readonly StopChoice[];
  full: boolean;
  /** Live sign-ups: whom a cancellation concerns. */
  live: number;
  mayGive: boolean;
  organisers: readonly { readonly accountId: string; readonly name: string }[];
  acts: TripActs;
}) {
  const t = useTranslations("aboard");
  const [opened, setOpened] = useState<Opened | null>(null);
  // A new number for each person written down: sent twice, the form makes one sign-up.
  const [requestId, setRequestId] = useState("");
  const open = (which: Opened) => {
    setRequestId(crypto.randomUUID());
    setOpened(which);
  };
  useEffect(() => {
    if (window.location.hash === "#annuler") setOpened("cancel");
  }, []);
  const close = () => setOpened(null);
  return (
    <div className="mains">
      <Button type="button" kind="main" icon="plus" onClick={() => open("add")}>
        {t("add")}
      </Button>
      <Menu label={t("otherActs")}>
        {mayGive && (
          <button type="button" onClick={() => open("give")}>
            {t("give")}
          </button>
        )}
        <button type="button" className="bad" onClick={() => open("cancel")}>
          {t("cancelTrip")}
        </button>
      </Menu>
      {opened === "add" && (
        <Sheet title={t("add")} closeLabel={t("close")} onClose={close}>
          <ActForm
            act={acts.add}
            hidden={{ tripId, requestId }}
            submit={full ? t("addToQueue") : t("addSubmit")}
            wide
            onDone={close}
          >
            <Text id="add-name" name="firstName" label={t("firstName")} />
            <Text id="add-phone" name="phone" label={t("phone")} type="tel" hint={t("addHint")} />
            <RideFields
              id="add"
              stops={stops}
              now={{ party: 1, direction: "both", outboundFrom: "", outboundTo: "", returnFrom: "", returnTo: "" }}
            />
            <More summary={t("addNeeds")}>
              <div className="form">
                {prices.length > 0 && (
                  <div className="field">
                    <label htmlFor="add-price">{t("price")}</label>
                    <span className="select">
                      <select className="input" id="add-price" name="price">
                        {prices.map((price) => (
                          <option key={price.id} value={price.id}>
                            {price.label}
                          </option>
                        ))}
                      </select>
                      <Icon name="down" />
                    </span>
                  </div>
                )}
                <Check id="add-wheelchair" name="wheelchair">
                  {t("wheelchairAsk")}
                </Check>
                <Text id="add-need" name="accessNeed" label={t("needAsk")} hint={t("needHint")} />
              </div>
            </More>
            {full && <Note>{t("addFull")}</Note>}
          </ActForm>
        </Sheet>
      )}
      {opened === "give" && (
        <Sheet title={t("giveTitle")} closeLabel={t("close")} onClose={close}>
          <p>{t("giveText")}</p>
          <ActForm act={acts.give} hidden={{ tripId }} submit={t("giveSubmit")} wide>
            <Text id="give-email" name="email" label={t("email")} type="email" />
          </ActForm>
          {organisers.length > 0 && (
            <ul className="rows">
              {organisers.map((organiser) => (
                <li key={organiser.accountId}>
                  <span />
                  <strong>{organiser.name}</strong>
                  <ActForm
                    act={acts.takeBack}
                    hidden={{ tripId, accountId: organiser.accountId }}
                    submit={t("takeBack")}
                    kind="quiet"
                  />
                </li>
              ))}
            </ul>
          )}
        </Sheet>
      )}
      {opened === "cancel" && (
        <Sheet title={t("cancelTripTitle")} closeLabel={t("close")} onClose={close}>
          <p>{t("cancelTripText", { count: live })}</p>
          <ActForm
            act={acts.cancelTrip}
            hidden={{ tripId }}
            submit={t("cancelTripSubmit")}
            kind="danger"
            wide
            onDone={close}
          >
            <div className="field">
              <label htmlFor="cancel-reason">{t("reason")}</label>
              <textarea className="input" id="cancel-reason" name="reason" rows={3} maxLength={500} />
            </div>
          </ActForm>
        </Sheet>
      )}
    </div>
  );
}

function Text({
  id,
  name,
  label,
  type = "text",
  hint,
}: {
  id: string;
  name: string;
  label: ReactNode;
  type?: "text" | "tel" | "email";
  hint?: ReactNode;
}) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        className="input"
        id={id}
        name={name}
        type={type}
        autoComplete="off"
        maxLength={254}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
      />
      {hint !== undefined && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
