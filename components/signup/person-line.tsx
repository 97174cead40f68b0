import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { More } from "@/components/ui/more";
import type { PersonView, RideChoice } from "./aboard-view";
import { type Act, ActForm } from "./act-form";
import { RideFields } from "./ride-fields";

export type PersonActs = {
  readonly confirm: Act;
  readonly move: Act;
  readonly cancel: Act;
  readonly answer: Act;
};

/** One person on board: what is said of them, and folded below their history and what can be done. */
export function PersonLine({ person, stops, acts }: { person: PersonView; stops: RideChoice; acts: PersonActs }) {
  return (
    <li>
      <span className="seatbox" aria-hidden="true">
        {person.party}
      </span>
      <PersonWords person={person} line={person.line} />
      <span className="badges">
        {person.badge !== null && <Badge tone={person.badge.tone}>{person.badge.text}</Badge>}
      </span>
      <PersonFolded person={person} stops={stops} acts={acts} />
    </li>
  );
}

/** One request in the queue: its rank, and why it has no seat yet. */
export function QueueLine({ person, stops, acts }: { person: PersonView; stops: RideChoice; acts: PersonActs }) {
  const t = useTranslations("aboard");
  const hidden = { signupId: person.id };
  return (
    <li>
      <span className="place">{person.rank}</span>
      <div>
        <PersonWords person={person} line={t("lineFrom", { line: person.line, place: person.from })} />
        {person.why !== null && <span className="why">{person.why}</span>}
        {person.toCall && (
          <div className="acts">
            <ActForm act={acts.answer} hidden={{ ...hidden, answer: "accept" }} submit={t("accepts")} />
            <ActForm act={acts.answer} hidden={{ ...hidden, answer: "decline" }} submit={t("declines")} kind="quiet" />
          </div>
        )}
      </div>
      <span />
      <PersonFolded person={person} stops={stops} acts={acts} />
    </li>
  );
}

function PersonWords({ person, line }: { person: PersonView; line: string }) {
  const t = useTranslations("aboard");
  return (
    <div>
      <strong>{person.name}</strong>
      <span className="soft">{line}</span>
      {person.writtenBy !== null && <span className="soft">{t("writtenBy", { name: person.writtenBy })}</span>}
      {person.phone !== null && (
        <span className="soft">
          <a href={`tel:${person.phone.replaceAll(/[^+\d]/g, "")}`}>{person.phone}</a>
        </span>
      )}
      {person.email !== null && (
        <span className="soft">
          <a href={`mailto:${person.email}`}>{person.email}</a>
        </span>
      )}
    </div>
  );
}

function PersonFolded({ person, stops, acts }: { person: PersonView; stops: RideChoice; acts: PersonActs }) {
  const t = useTranslations("aboard");
  const live = person.state !== "cancelled" && person.state !== "expired";
  const hidden = { signupId: person.id };
  return (
    <div className="wide">
      <More
        summary={
          <>
            {live ? t("historyAndActs") : t("history")}
            <span className="sr"> : {person.name}</span>
          </>
        }
      >
        <ol className="hist">
          {person.history.map((line) => (
            <li key={line.key}>
              <time>{line.at}</time>
              <span>{line.text}</span>
            </li>
          ))}
        </ol>
        {live && (
          <div className="personacts">
            {person.mayConfirm && (
              <ActForm act={acts.confirm} hidden={hidden} submit={t("confirm")} icon="check">
                <p className="hint">{t("confirmHint")}</p>
              </ActForm>
            )}
            <More summary={t("move")}>
              <ActForm act={acts.move} hidden={hidden} submit={t("moveSubmit")}>
                <RideFields id={person.id} stops={stops} now={{ ...person.ride, party: person.party }} />
              </ActForm>
            </More>
            <More summary={t("cancelPerson")}>
              <ActForm act={acts.cancel} hidden={hidden} submit={t("cancelSubmit")} kind="danger">
                <div className="field">
                  <label htmlFor={`reason-${person.id}`}>{t("reason")}</label>
                  <textarea className="input" id={`reason-${person.id}`} name="reason" rows={2} maxLength={500} />
                  <p className="hint">{person.email === null ? t("cancelHintNoMail") : t("cancelHint")}</p>
                </div>
              </ActForm>
            </More>
          </div>
        )}
      </More>
    </div>
  );
}
