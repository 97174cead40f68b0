import type { ReactNode } from "react";
import { WorkMessages } from "@/app/work-messages";

const names = ["agenda", "agendaHistory", "history", "tasks"];

export default function TasksLayout({ children }: { children: ReactNode }) {
  return <WorkMessages names={names}>{children}</WorkMessages>;
}
