"use client";

import { useLocale, useTranslations } from "next-intl";
import { Avatar } from "@/components/ui/avatar";
import { dueWords, type TaskLine } from "./task-lines";

/** What can be done with a task; null where one may not. */
export type TaskRowActs = {
  open: ((key: string) => void) | null;
  state: ((key: string, state: TaskLine["state"]) => void) | null;
  take: ((line: TaskLine) => void) | null;
  giveBack: ((line: TaskLine) => void) | null;
};

/** A task: done or not, what, until when, and who sees to it. */
export function TaskRow({
  line,
  today,
  order,
  busy,
  acts,
}: {
  line: TaskLine;
  today: string;
  /** The colour of who has it. */
  order: number;
  busy: boolean;
  acts: TaskRowActs;
}) {
  const t = useTranslations("tasks");
  const locale = useLocale();
  const { key, title, state, due, group, who } = line;
  const done = state === "done";
  const { open, take, giveBack } = acts;
  const when = due === null ? "" : dueWords(due, today, t, locale);
  return (
    <li id={line.id === null ? undefined : `t-${line.id}`}>
      <input
        type="checkbox"
        id={`done-${key}`}
        checked={done}
        disabled={acts.state === null}
        onChange={(event) => acts.state?.(key, event.currentTarget.checked ? "done" : "todo")}
      />
      <label htmlFor={`done-${key}`} className={done ? "is-done" : undefined}>
        {title} {state === "doing" && <span className="badge off">{t("state.doing")}</span>}
      </label>
      <span className={group === "late" ? "due late" : "due"}>
        {group === "late" ? t("late", { day: when }) : when}
      </span>
      <span className="who">
        {who !== null && (
          <>
            <Avatar name={who.name} order={order} small />
            {who.mine ? t("you") : who.name}
          </>
        )}
        {who === null && take !== null && !done && (
          <button type="button" className="btn second slim" disabled={busy} onClick={() => take(line)}>
            {t("take")}
            <span className="sr"> : {title}</span>
          </button>
        )}
        {who?.mine && giveBack !== null && !done && (
          <button type="button" className="btn quiet slim" disabled={busy} onClick={() => giveBack(line)}>
            {t("giveBack")}
            <span className="sr"> : {title}</span>
          </button>
        )}
        {open !== null && (
          <button type="button" className="btn quiet slim" onClick={() => open(key)}>
            {t("edit")}
            <span className="sr"> : {title}</span>
          </button>
        )}
      </span>
    </li>
  );
}
