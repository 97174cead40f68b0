"use client";

import { useLocale, useTranslations } from "next-intl";
import { taskStates } from "@/domain/calendar/schema";
import { dueWords, type TaskLine } from "./task-lines";
import type { TaskRowActs } from "./task-row";

/** The tasks by state, side by side; one is moved by its own list, by finger, mouse or keyboard alike. */
export function TaskBoard({ lines, today, acts }: { lines: readonly TaskLine[]; today: string; acts: TaskRowActs }) {
  const t = useTranslations("tasks");
  const locale = useLocale();
  const { open, state: setState } = acts;
  return (
    <div className="taskboard">
      {taskStates.map((state) => {
        const own = lines.filter((line) => line.state === state);
        return (
          <section key={state} aria-labelledby={`board-${state}`}>
            <h2 id={`board-${state}`}>
              {t(`state.${state}`)} <small>{own.length}</small>
            </h2>
            <ul className="cards">
              {own.map((line) => (
                <li key={line.key}>
                  <div>
                    {open === null ? (
                      <strong>{line.title}</strong>
                    ) : (
                      <button type="button" className="ticket-name" onClick={() => open(line.key)}>
                        <strong>{line.title}</strong>
                      </button>
                    )}
                    <span className={line.group === "late" ? "due late" : "soft"}>
                      {[
                        line.due === null
                          ? ""
                          : line.group === "late"
                            ? t("late", { day: dueWords(line.due, today, t, locale) })
                            : dueWords(line.due, today, t, locale),
                        line.who === null ? "" : line.who.mine ? t("you") : line.who.name,
                      ]
                        .filter(Boolean)
                        .join(" · ")}
                    </span>
                  </div>
                  {setState !== null && (
                    <label>
                      <span className="sr">{t("stateOf", { title: line.title })}</span>
                      <select
                        className="input slim"
                        value={line.state}
                        onChange={(event) => {
                          const next = taskStates.find((one) => one === event.currentTarget.value);
                          if (next) setState(line.key, next);
                        }}
                      >
                        {taskStates.map((one) => (
                          <option key={one} value={one}>
                            {t(`state.${one}`)}
                          </option>
                        ))}
                      </select>
                    </label>
                  )}
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}
