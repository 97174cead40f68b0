import type { ReactNode } from "react";
import { WorkMessages } from "@/app/work-messages";

const names = ["aboard", "exchange", "history", "sheet", "sheetHistory", "transport"];

export default function TripsLayout({ children }: { children: ReactNode }) {
  return <WorkMessages names={names}>{children}</WorkMessages>;
}
