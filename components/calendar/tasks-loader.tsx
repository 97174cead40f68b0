"use client";

import { useLocale, useTranslations } from "next-intl";
import { useCallback, useState } from "react";
import { useView } from "@/components/collab/use-view";
import { knownEntries, lackLines, taskLines } from "./task-lines";
import { Lacks, TaskSections } from "./task-sections";
import type { TasksProps } from "./tasks-props";

type ViewProps = TasksProps & { onShown: () => void };
const load = () => import("./tasks-view").then((file) => file.TasksView);
const mayNothing = { open: null, state: null, take: null, giveBack: null };

/** The tasks come with the page, to be read; the editor, and Yjs with it, only in the browser. */
export function TasksLoader(props: TasksProps) {
  const View = useView<ViewProps>(load);
  const [shown, setShown] = useState(false);
  const show = useCallback(() => setShown(true), []);
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
