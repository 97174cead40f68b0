import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import type { PersonView, RideChoice } from "./aboard-view";
import { ActForm, type PersonActs } from "./act-form";
import { PersonMore } from "./person-more";

/** One person on board: what is said of them; their history and what can be done open beside it. */
export function PersonLine({ person, stops, acts }: { person: PersonView; stops: RideChoice; acts: PersonActs }) {
  const t = useTranslations("aboard");
  return (
    <li>
      <span className="seatbox" aria-hidden="true">
        {person.party}
      </span>
      <PersonWords person={person} line={person.line} />
      <span className="badges">
        {person.wheelchair && <Badge>{t("wheelchair")}</Badge>}
        {person.badges.map(({ tone, text }) => (
          <Badge key={text} tone={tone}>
            {text}
          </Badge>
        ))}
        <PersonMore person={person} stops={stops} acts={acts} />
      </span>
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
        {person.wheelchair && <Badge>{t("wheelchair")}</Badge>}
        {person.toCall && (
          <div className="acts">
            <ActForm act={acts.answer} hidden={{ ...hidden, answer: "accept" }} submit={t("accepts")} />
            <ActForm act={acts.answer} hidden={{ ...hidden, answer: "decline" }} submit={t("declines")} kind="quiet" />
          </div>
        )}
      </div>
      <PersonMore person={person} stops={stops} acts={acts} />
    </li>
  );
}

function PersonWords({ person, line }: { person: PersonView; line: string }) {
  const t = useTranslations("aboard");
  return (
    <div>
      <strong>{person.name}</strong>
      <span className="soft">{line}</span>
      {person.price !== null && <span className="soft">{person.price}</span>}
      {person.need !== "" && <span>{t("need", { need: person.need })}</span>}
      {person.writtenBy !== null && <span className="soft">{t("writtenBy", { name: person.writtenBy })}</span>}
      {person.toCall && person.phone !== null && (
        <a className="soft" href={`tel:${person.phone.replaceAll(/[^+\d]/g, "")}`}>
          {person.phone}
        </a>
      )}
    </div>
  );
}
