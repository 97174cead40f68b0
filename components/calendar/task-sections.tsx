"use client";

import { useTranslations } from "next-intl";
import { More } from "@/components/ui/more";
import { taskGroups } from "@/domain/calendar/tasks";
import type { LackLine, TaskLine } from "./task-lines";
import { TaskRow, type TaskRowActs } from "./task-row";

/** The tasks as a list, by when they are due; what is done is folded. */
export function TaskSections({
  lines,
  today,
  busy,
  acts,
}: {
  lines: readonly TaskLine[];
  today: string;
  busy: boolean;
  acts: TaskRowActs;
}) {
  const t = useTranslations("tasks");
  const people = [...new Set(lines.map(({ who }) => who?.name))];
  const rows = (own: readonly TaskLine[]) => (
    <ul className="tasks">
      {own.map((line) => (
        <TaskRow
          key={line.key}
          line={line}
          today={today}
          order={people.indexOf(line.who?.name)}
          busy={busy}
          acts={acts}
        />
      ))}
    </ul>
  );
  return taskGroups.map((group) => {
    const own = lines.filter((line) => line.group === group);
    if (own.length === 0) return null;
    if (group === "done")
      return (
        <More key={group} summary={t("doneCount", { count: own.length })}>
          {rows(own.slice(0, 100))}
        </More>
      );
    return (
      <section key={group} className="section" aria-labelledby={`h-${group}`}>
        <header>
          <h2 id={`h-${group}`}>{t(`group.${group}`)}</h2>
        </header>
        {rows(own)}
      </section>
    );
  });
}

/** « Il manque »: what somebody still has to see to. */
export function Lacks({ lines, open }: { lines: readonly LackLine[]; open: ((key: string) => void) | null }) {
  const t = useTranslations("tasks");
  if (lines.length === 0) return null;
  return (
    <section className="section" aria-labelledby="h-lacks">
      <header>
        <h2 id="h-lacks">{t("lacksTitle")}</h2>
      </header>
      <ul className="rows lacks">
        {lines.slice(0, 50).map(({ key, title, when, lacks, helpersWanted }) => (
          <li key={key}>
            <div>
              <strong>{title}</strong>
              <span className="soft">
                {[when, ...lacks.map((lack) => t(`lack.${lack}`, { count: helpersWanted }))]
                  .filter(Boolean)
                  .join(" · ")}
              </span>
            </div>
            {open !== null && (
              <button type="button" className="btn second slim" onClick={() => open(key)}>
                {t("edit")}
                <span className="sr"> : {title}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
