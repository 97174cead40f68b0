import { getTranslations } from "next-intl/server";
import { answerWords } from "@/app/entry-words";
import { FieldForm } from "@/components/signup/field-form";
import { ActForm, OfferForm } from "@/components/signup/holder-forms";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { More } from "@/components/ui/more";
import { Section } from "@/components/ui/section";
import { dayToDate, spokenDay } from "@/domain/kernel/spoken-date";
import type { RollPerson } from "@/server/calendar/entry-roll";
import type { EntryView } from "@/server/calendar/entry-signup-view";
import { answerOfferForHelperAction, cancelHelperAction, confirmHelperAction } from "./actions";

type Props = {
  id: string;
  title: string;
  /** Said where there is nobody; without it the part is left out then. */
  empty?: string;
  people: readonly RollPerson[];
  entry: EntryView;
  locale: string;
  before?: string | null;
  after?: string | null;
};

/** A part of the list: each person with what they answered and what may be done about them. */
export async function RollRows({ id, title, empty, people, entry, locale, before, after }: Props) {
  if (people.length === 0 && empty === undefined && !before) return null;
  const t = await getTranslations("registration.roll");
  return (
    <Section id={id} title={title}>
      {people.length === 0 ? <p className="soft">{empty}</p> : null}
      <ul className="rows plain">
        {people.map((person) => (
          <RollRow key={person.signupId} person={person} entry={entry} locale={locale} />
        ))}
      </ul>
      {before || after ? (
        <p className="row">
          {before ? (
            <ButtonLink kind="quiet" slim href={`${before}#${id}`}>
              {t("newer")}
            </ButtonLink>
          ) : null}
          {after ? (
            <ButtonLink kind="quiet" slim href={`${after}#${id}`}>
              {t("older")}
            </ButtonLink>
          ) : null}
        </p>
      ) : null}
    </Section>
  );
}

async function RollRow({ person, entry, locale }: { person: RollPerson; entry: EntryView; locale: string }) {
  const t = await getTranslations("registration");
  const [state, booking] = [await getTranslations("booking.state"), await getTranslations("booking")];
  const live = person.state !== "cancelled" && person.state !== "expired";
  const said = (questionId: string) =>
    [person.answers[questionId] ?? []]
      .flat()
      .map((value) => (questionId === "days" ? spokenDay(dayToDate(value), locale) : answerWords(t, questionId, value)))
      .join(", ");
  const asked = [
    { id: "days", label: t("days") },
    ...(entry.registration?.questions ?? []).map((question) => ({
      id: question.id,
      label: question.kind === "ready" ? t(`ready.${question.id}`) : question.label,
    })),
  ].filter(({ id }) => person.answers[id] !== undefined);
  const hidden = { signupId: person.signupId };
  return (
    <li>
      <div>
        <strong>{person.firstName}</strong>{" "}
        {person.state === "confirmed" ? null : <Badge tone={live ? "maybe" : "off"}>{state(person.state)}</Badge>}
        {person.coming ? <Badge tone="ok">{t("roll.coming")}</Badge> : null}
        <p className="soft">{[person.email, person.phone].filter(Boolean).join(", ") || t("roll.noAddress")}</p>
        {asked.length > 0 || live ? (
          <More summary={t("roll.more", { name: person.firstName })}>
            {asked.length > 0 ? (
              <dl className="answers">
                {asked.map(({ id, label }) => (
                  <div key={id}>
                    <dt>{label}</dt>
                    <dd>{said(id)}</dd>
                  </div>
                ))}
              </dl>
            ) : null}
            {live && !person.addressConfirmed ? (
              <ActForm
                action={confirmHelperAction}
                hidden={hidden}
                submit={t("roll.confirm")}
                busyText={booking("busy")}
                slim
              />
            ) : null}
            {person.toCall ? (
              <OfferForm
                action={answerOfferForHelperAction}
                hidden={hidden}
                texts={{ take: t("roll.comes"), leave: t("roll.doesNotCome"), busy: booking("busy") }}
              />
            ) : null}
            {live ? (
              <FieldForm
                action={cancelHelperAction}
                hidden={hidden}
                id={`cancel-${person.signupId}`}
                fields={[{ name: "reason", label: t("roll.reason"), hint: t("roll.reasonHint"), required: true }]}
                submit={t("roll.cancelPerson")}
                busyText={booking("busy")}
                kind="danger"
              />
            ) : null}
          </More>
        ) : null}
      </div>
    </li>
  );
}
