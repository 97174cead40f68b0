import type { ReactNode } from "react";
import { WorkMessages } from "@/app/work-messages";
import "./plans.css";

const names = ["aboard", "agenda", "agendaHistory", "plan"];

export default function PlansLayout({ children }: { children: ReactNode }) {
  return <WorkMessages names={names}>{children}</WorkMessages>;
}
