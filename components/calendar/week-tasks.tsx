import { Avatar } from "@/components/ui/avatar";
import { Button, ButtonLink } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import type { Say } from "./item-words";
import { dueWords, type LackLine, type TaskLine } from "./task-lines";

const most = 6;

/** What is due this week, and who is still wanted for it: at a glance, each leading to where it is done or taken at once. */
export function WeekTasks({
  lines,
  wanted,
  today,
  href,
  take,
  coalition,
  mayAdd,
  t,
  locale,
}: {
  lines: readonly TaskLine[];
  wanted: readonly LackLine[];
  today: string;
  /** The page of all tasks. */
  href: string;
  /** « Je m'en charge », with the task's `key`. */
  take: (form: FormData) => Promise<void>;
  coalition: string;
  mayAdd: boolean;
  /** Texts below `tasks`. */
  t: Say;
  locale: string;
}) {
  const week = lines.filter(({ group }) => group === "late" || group === "week");
  const people = [...new Set(week.map(({ who }) => who?.name))];
  return (
    <section className="section" aria-labelledby="h-week">
      <header>
        <h2 id="h-week">{t("weekTitle")}</h2>
        <a href={href}>{t("all")}</a>
      </header>
      {week.length + wanted.length === 0 && <p className="soft">{t("nothingThisWeek")}</p>}
      <ul className="tasks">
        {week.slice(0, most).map(({ key, id, title, due, group, who }) => (
          <li key={key}>
            <Icon name="calendar" />
            <a href={`${href}#t-${id}`}>{title}</a>
            <span className={group === "late" ? "due late" : "due"}>
              {group === "late" ? t("lateShort") : due === null ? "" : dueWords(due, today, t, locale)}
            </span>
            <span className="who">
              {who === null ? (
                <form action={take}>
                  <input type="hidden" name="coalition" value={coalition} />
                  <input type="hidden" name="key" value={key} />
                  <Button kind="second" slim>
                    {t("take")}
                    <span className="sr"> : {title}</span>
                  </Button>
                </form>
              ) : (
                <>
                  <Avatar name={who.name} order={people.indexOf(who.name)} small />
                  {who.mine ? t("you") : who.name}
                </>
              )}
            </span>
          </li>
        ))}
        {wanted.slice(0, 3).map(({ key, title, when, helpersWanted }) => (
          <li key={key}>
            <Icon name="people" />
            <span>{title}</span>
            <span className="due">{when}</span>
            <span className="who">{t("wanted", { count: helpersWanted })}</span>
          </li>
        ))}
      </ul>
      {mayAdd && (
        <p>
          <ButtonLink kind="main" icon="plus" href={`${href}#new-task`}>
            {t("addTask")}
          </ButtonLink>
        </p>
      )}
    </section>
  );
}
