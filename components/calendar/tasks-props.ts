import type { AgendaProps } from "./agenda-props";
import type { Taker } from "./task-lines";

export type TaskAct = (request: { coalition: string; key: string }) => Promise<{ ok: boolean; message: string }>;

/** What the page gives the tasks: the agenda they stand in, and who took which. */
export type TasksProps = AgendaProps & {
  /** By the entry's key in the document. */
  takers: Readonly<Record<string, Taker>>;
  coalition: string;
  /** For who may not write in the agenda. */
  take: TaskAct;
  giveBack: TaskAct;
};
