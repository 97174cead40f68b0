import { type Target, targets } from "@/domain/transport/exchange/columns";
import { entriesOf } from "./use-remembered";

const keyOf = (coalitionId: string) => `cortege.import.${coalitionId}`;

/**
 * What each heading became the last time, by its words; null: it stayed out. A device may keep nothing, or something of
 * another version: that is not remembered.
 */
export function rememberedColumns(coalitionId: string): ReadonlyMap<string, Target | null> {
  try {
    const stored = entriesOf(JSON.parse(localStorage.getItem(keyOf(coalitionId)) ?? "{}"));
    return new Map(
      [...stored].flatMap(([heading, target]) => {
        const known = target === null ? null : targets.find((each) => each === target);
        return known === undefined ? [] : [[heading, known]];
      }),
    );
  } catch {
    return new Map();
  }
}

export function rememberColumns(coalitionId: string, chosen: ReadonlyMap<string, Target | null>): void {
  const all = new Map([...rememberedColumns(coalitionId), ...chosen]);
  // The oldest go first: a device is no archive.
  const kept = [...all].slice(-200);
  try {
    localStorage.setItem(keyOf(coalitionId), JSON.stringify(Object.fromEntries(kept)));
  } catch {
    // A full or closed storage only means that the choice is asked again.
  }
}
