import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";
import { More } from "@/components/ui/more";
import type { PeoplePart, PersonView, RideChoice, StopGroup } from "./aboard-view";
import type { PersonActs } from "./act-form";
import { PersonLine, QueueLine } from "./person-line";

/** How many people of a stop are shown before the rest is folded. */
const shown = 5;

/** Riders by boarding stop, and beside them who waits. */
export function AboardLists({
  groups,
  queue,
  ended,
  stops,
  acts,
}: {
  groups: readonly StopGroup[];
  queue: PeoplePart;
  ended: PeoplePart;
  stops: RideChoice;
  acts: PersonActs;
}) {
  const t = useTranslations("aboard");
  return (
    <>
      {queue.total > 0 && (
        <p className="waitline only-narrow">
          <span>{t("waitline", { count: queue.total })}</span>
          <a className="btn quiet slim" href="#attente">
            {t("see")}
          </a>
        </p>
      )}
      <div className={queue.total > 0 ? "cols two" : "cols"}>
        <div className="list">
          {groups.length === 0 && (
            <div className="empty">
              <p>{t("empty")}</p>
            </div>
          )}
          {groups.map((group) => (
            <StopSection key={group.id} group={group} stops={stops} acts={acts} />
          ))}
          {ended.total > 0 && (
            <section id="terminees">
              <More summary={t("ended", { count: ended.total })} open={ended.before !== null}>
                <ul className="rows">
                  {ended.people.map((person) => (
                    <PersonLine key={person.id} person={person} stops={stops} acts={acts} />
                  ))}
                </ul>
                <PartLinks part={ended} label={t("endedPages")} />
              </More>
            </section>
          )}
        </div>
        {queue.total > 0 && (
          <aside className="queue" id="attente" aria-labelledby="h-wait">
            <header>
              <h2 id="h-wait">{t("queueTitle", { count: queue.total })}</h2>
              <p className="small">{t("queueHint")}</p>
            </header>
            <ol className="rows">
              {queue.people.map((person) => (
                <QueueLine key={person.id} person={person} stops={stops} acts={acts} />
              ))}
            </ol>
            <PartLinks part={queue} label={t("queuePages")} />
          </aside>
        )}
      </div>
    </>
  );
}

function PartLinks({ part, label }: { part: PeoplePart; label: string }) {
  const t = useTranslations("aboard");
  if (part.before === null && part.after === null) return null;
  return (
    <nav className="row" aria-label={label}>
      {part.before !== null && (
        <ButtonLink kind="quiet" slim href={part.before}>
          {t("before")}
        </ButtonLink>
      )}
      {part.after !== null && (
        <ButtonLink kind="quiet" slim href={part.after}>
          {t("after")}
        </ButtonLink>
      )}
    </nav>
  );
}

function StopSection({ group, stops, acts }: { group: StopGroup; stops: RideChoice; acts: PersonActs }) {
  const t = useTranslations("aboard");
  const first = group.people.slice(0, shown);
  const rest = group.people.slice(shown);
  const lines = (people: readonly PersonView[]) => (
    <ul className="rows">
      {people.map((person) => (
        <PersonLine key={person.id} person={person} stops={stops} acts={acts} />
      ))}
    </ul>
  );
  return (
    <section className="section stop" aria-labelledby={`s-${group.id}`}>
      <header>
        <h2 id={`s-${group.id}`}>
          <span className="num">{group.time}</span> {group.place}
        </h2>
        <p className="soft">
          {t("stopSeats", { count: group.seats })}
          {group.returning && `, ${t("onTheWayBack")}`}
          {group.removed && `, ${t("stopRemoved")}`}
        </p>
      </header>
      {lines(first)}
      {rest.length > 0 && <More summary={t("others", { count: rest.length })}>{lines(rest)}</More>}
    </section>
  );
}
