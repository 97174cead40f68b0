import type { SheetRow } from "@/domain/transport/schema";
import type { TripFigures } from "./trip-figures";

export type RowStatus = "cancelled" | "draft" | "full" | "last" | "open" | "closed";

/** What the state cell and the ticket say, from what people wrote and what SQL counts. */
export function rowStatus(row: SheetRow, facts: TripFigures | undefined): RowStatus {
  if (facts !== undefined && facts.cancelReason !== null) return "cancelled";
  if (row.state === "closed") return "closed";
  if (row.state !== "open") return "draft";
  if (facts === undefined) return "open";
  if (facts.free <= 0) return "full";
  return facts.free === 1 ? "last" : "open";
}

export const badgeTones: Readonly<Record<RowStatus, "ok" | "maybe" | "full" | "off" | undefined>> = {
  cancelled: "off",
  draft: "off",
  full: "full",
  last: "maybe",
  open: undefined,
  closed: "full",
};
