import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { clockTime } from "@/components/calendar/item-words";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Icon, type IconName } from "@/components/ui/icon";
import { People } from "@/components/ui/people";
import type { EntryKind } from "@/domain/calendar/schema";
import { dayNumber, daysBetween, dayToDate, monthName, spokenDay, weekday } from "@/domain/kernel/spoken-date";
import type { ShownEntry } from "@/domain/plan/shown-entry";

const icons: Record<EntryKind, IconName> = {
  meeting: "people",
  action: "flag",
  leafleting: "flag",
  training: "people",
  call: "phone",
  departure: "coach",
  task: "check",
};

/** Where one signs up for an entry, and where one's own places stand; an id follows. */
export type HelpHrefs = { readonly signUp: string; readonly own: string };

/** The same where a plan is read. */
export function ShownEntryBlock({
  entry,
  ...shown
}: {
  entry: ShownEntry | undefined;
  today: string;
  helpHrefs?: HelpHrefs;
}) {
  const t = useTranslations("plan.entry");
  return entry === undefined ? <p className="entry-gone">{t("gone")}</p> : <EntryCard entry={entry} {...shown} />;
}

type CardProps = {
  entry: ShownEntry;
  today: string;
  /** Without them nobody signs up from here. */
  helpHrefs?: HelpHrefs;
  act?: ReactNode;
  /** Ticks a task off, where the agenda can be written. */
  onTick?: (done: boolean) => void;
};

/** An action or a task of the agenda where a plan shows it. */
export function EntryCard(props: CardProps) {
  return props.entry.kind === "task" ? <TaskCard {...props} /> : <ActionCard {...props} />;
}

function ActionCard({ entry, act, helpHrefs }: CardProps) {
  const t = useTranslations("plan.entry");
  const locale = useLocale();
  const { start, end, place, lead, helpers, bring, isPublic, cancelled } = entry;
  const at = start === null ? null : dayToDate(start.slice(0, 10));
  const until = end !== null && end.length > 10 ? t("until", { time: clockTime(end, locale) }) : null;
  return (
    <article className={classNames("ticket action", cancelled && "is-off")} data-mode="walk">
      <div className="stub">
        <Icon name={icons[entry.kind]} />
        {at === null || start === null ? (
          <span>{t("noDate")}</span>
        ) : (
          <>
            <time className="time" dateTime={start}>
              {dayNumber(at, locale)}
            </time>
            <span>{monthName(at, locale, "short")}</span>
            <span>
              {weekday(at, locale)}
              {start.length > 10 && (
                <>
                  <br />
                  {clockTime(start, locale)}
                </>
              )}
            </span>
          </>
        )}
      </div>
      <div className="body">
        <p className="entry-title">{entry.title || t("untitled")}</p>
        {(place || until || lead) && (
          <p className="where">
            {[place, until].filter(Boolean).join(", ")}
            {lead && (
              <>
                {(place || until) && <br />}
                {lead}
              </>
            )}
          </p>
        )}
        {bring && <p className="where">{t("bringWords", { bring })}</p>}
        {helpers !== null && <HelpersLine wanted={helpers} taken={entry.help?.taken ?? null} />}
        <p className="go">
          {helpHrefs && helpers !== null && <HelpWays entry={entry} wanted={helpers} hrefs={helpHrefs} />}
          {act}
          {cancelled ? (
            <Badge tone="off">{t("cancelled")}</Badge>
          ) : isPublic ? (
            <Badge>{t("public")}</Badge>
          ) : (
            <Badge tone="off" icon="lock">
              {t("members")}
            </Badge>
          )}
        </p>
      </div>
    </article>
  );
}

/** How many help, of how many wanted: drawn where they can be told apart, and always in words. */
function HelpersLine({ wanted, taken }: { wanted: number; taken: number | null }) {
  const t = useTranslations("plan.entry");
  if (taken === null) return <p className="count">{t("helpersWanted", { count: wanted })}</p>;
  return (
    <div className="seats">
      {wanted <= 12 && <People taken={taken} wanted={wanted} />}
      <p className={taken < wanted ? "count" : "count full"}>{t("helpersOf", { taken, wanted })}</p>
    </div>
  );
}

/** « Je viens aider », or where one's own place stands. */
function HelpWays({ entry, wanted, hrefs }: { entry: ShownEntry; wanted: number; hrefs: HelpHrefs }) {
  const t = useTranslations("plan.entry");
  const { help, title } = entry;
  if (help === null) return null;
  if (help.own !== null)
    return (
      <a className="own-place" href={`${hrefs.own}/${help.own.id}`}>
        <Icon name="check" />
        {t(`own.${help.own.state}`)}
        <span className="sr"> : {title}</span>
      </a>
    );
  if (help.signUp === null) return null;
  return (
    <ButtonLink kind="second" slim href={`${hrefs.signUp}/${help.signUp}`}>
      {help.taken !== null && help.taken >= wanted ? t("waitToHelp") : t("comeAndHelp")}
      <span className="sr"> : {title}</span>
    </ButtonLink>
  );
}

function TaskCard({ entry, today, act, onTick }: CardProps) {
  const t = useTranslations("plan.entry");
  const locale = useLocale();
  const { due, state, owner, title } = entry;
  const late = due === null || state === "done" ? 0 : Math.max(0, daysBetween(dayToDate(due), dayToDate(today)));
  return (
    <div className="taskbox">
      <div className="task" data-done={state === "done" || undefined}>
        {onTick === undefined ? (
          <span className="box">
            {state === "done" && <Icon name="check" />}
            <span className="sr">{t(`stateWords.${state}`)}</span>
          </span>
        ) : (
          <input
            type="checkbox"
            aria-label={t("tick", { task: title || t("untitled") })}
            checked={state === "done"}
            onChange={(event) => onTick(event.target.checked)}
          />
        )}
        <span className={state === "done" ? "is-done" : undefined}>{title || t("untitled")}</span>
        {due !== null && (
          <span className={late > 0 ? "due late" : "due"}>
            {late > 0 ? t("late", { days: late }) : spokenDay(dayToDate(due), locale)}
          </span>
        )}
        <span className="who">
          {owner ?? t("nobodyYet")}
          {state === "doing" && `, ${t("doing")}`}
          {act}
        </span>
      </div>
    </div>
  );
}
