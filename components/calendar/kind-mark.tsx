import { Icon } from "@/components/ui/icon";
import type { ItemView } from "./item-words";

/** Where a kind's letter stands; leaving and tasks have drawings. */
export function KindMark({ kind, letter }: Pick<ItemView, "kind" | "letter">) {
  if (kind === "departure") return <Icon name="coach" />;
  if (kind === "task") return <Icon name="check" />;
  return <>{letter}</>;
}
