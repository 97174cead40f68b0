"use client";

import { useLocale, useTranslations } from "next-intl";
import { type ComponentType, startTransition, useCallback, useEffect, useState } from "react";
import { knownEntries, lackLines, taskLines } from "./task-lines";
import { Lacks, TaskSections } from "./task-sections";
import type { TasksProps } from "./tasks-props";

type View = ComponentType<TasksProps & { onShown: () => void }>;
const mayNothing = { open: null, state: null, take: null, giveBack: null };

/** The tasks come with the page, to be read; the editor, and Yjs with it, only in the browser. */
export function TasksLoader(props: TasksProps) {
  const [View, setView] = useState<View | null>(null);
  const [shown, setShown] = useState(false);
  const show = useCallback(() => setShown(true), []);
  useEffect(() => {
    let here = true;
    import("./tasks-view").then(
      ({ TasksView }) => {
        if (here) startTransition(() => setView(() => TasksView));
      },
      // The file could not be fetched; the page says so as it does for any failure.
      (error: unknown) =>
        setView(() => {
          throw error;
        }),
    );
    return () => {
      here = false;
    };
  }, []);
  return (
    <>
      {!shown && <TasksReading {...props} />}
      {View !== null && <View {...props} onShown={show} />}
    </>
  );
}

function TasksReading({ entries, roster, me, takers, today }: TasksProps) {
  const t = useTranslations("tasks");
  const locale = useLocale();
  const people = { names: new Map(roster.map(({ id, name }) => [id, name])), me, takers };
  const known = knownEntries(entries);
  return (
    <div className="tasks-page">
      <div className="work-head">
        <h1>{t("title")}</h1>
      </div>
      <div className="task-cols">
        <div>
          <TaskSections
            lines={taskLines(known, people, { today, mine: false })}
            today={today}
            busy={false}
            acts={mayNothing}
          />
        </div>
        <Lacks lines={lackLines(known, people, today, locale)} open={null} />
      </div>
    </div>
  );
}
