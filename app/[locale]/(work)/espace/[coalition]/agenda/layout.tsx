import type { ReactNode } from "react";
import { WorkMessages } from "@/app/work-messages";

const names = ["aboard", "agenda", "agendaHistory", "history"];

export default function AgendaLayout({ children }: { children: ReactNode }) {
  return <WorkMessages names={names}>{children}</WorkMessages>;
}
