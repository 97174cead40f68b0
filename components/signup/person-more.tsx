"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { More } from "@/components/ui/more";
import { Sheet } from "@/components/ui/sheet";
import type { PersonView, RideChoice } from "./aboard-view";
import { ActForm, type PersonActs } from "./act-form";
import { RideFields } from "./ride-fields";

/** How to reach somebody, what happened to their sign-up, and what an organiser may do about it. */
export function PersonMore({ person, stops, acts }: { person: PersonView; stops: RideChoice; acts: PersonActs }) {
  const t = useTranslations("aboard");
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  const live = person.state !== "cancelled" && person.state !== "expired";
  const hidden = { signupId: person.id };
  return (
    <>
      <Button
        type="button"
        kind="quiet"
        slim
        only
        icon="dots"
        aria-label={t("moreOf", { name: person.name })}
        onClick={() => setOpen(true)}
      />
      {open && (
        <Sheet title={person.name} closeLabel={t("close")} onClose={close}>
          <p>
            {person.line}
            {person.price !== null && (
              <>
                <br />
                {person.price}
              </>
            )}
            {person.wheelchair && (
              <>
                <br />
                {t("wheelchair")}
              </>
            )}
            {person.need !== "" && (
              <>
                <br />
                {t("need", { need: person.need })}
              </>
            )}
            {person.email !== null && (
              <>
                <br />
                <a href={`mailto:${person.email}`}>{person.email}</a>
              </>
            )}
            {person.phone !== null && (
              <>
                <br />
                <a href={`tel:${person.phone.replaceAll(/[^+\d]/g, "")}`}>{person.phone}</a>
              </>
            )}
          </p>
          {live && person.mayConfirm && (
            <ActForm act={acts.confirm} hidden={hidden} submit={t("confirm")} icon="check" onDone={close}>
              <p className="hint">{t("confirmHint")}</p>
            </ActForm>
          )}
          {live && (
            <ActForm
              act={acts.pay}
              hidden={{ ...hidden, paid: person.paid ? "no" : "yes" }}
              submit={person.paid ? t("markUnpaid") : t("markPaid")}
              kind={person.paid ? "quiet" : "second"}
              icon={person.paid ? undefined : "check"}
              onDone={close}
            />
          )}
          <section className="stack">
            <h3>{t("history")}</h3>
            <ol className="hist">
              {person.history.map((line) => (
                <li key={line.key}>
                  <time>{line.at}</time>
                  <span>{line.text}</span>
                </li>
              ))}
            </ol>
          </section>
          {live && (
            <div className="personacts">
              <More summary={t("move")}>
                <ActForm act={acts.move} hidden={hidden} submit={t("moveSubmit")} onDone={close}>
                  <RideFields id={person.id} stops={stops} now={{ ...person.ride, party: person.party }} />
                </ActForm>
              </More>
              <More summary={t("cancelPerson")}>
                <ActForm act={acts.cancel} hidden={hidden} submit={t("cancelSubmit")} kind="danger" onDone={close}>
                  <div className="field">
                    <label htmlFor={`reason-${person.id}`}>{t("reason")}</label>
                    <textarea className="input" id={`reason-${person.id}`} name="reason" rows={2} maxLength={500} />
                    <p className="hint">{person.email === null ? t("cancelHintNoMail") : t("cancelHint")}</p>
                  </div>
                </ActForm>
              </More>
            </div>
          )}
        </Sheet>
      )}
    </>
  );
}
