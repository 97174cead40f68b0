import type { ToldChange } from "./change";

/** What one person does within this time of their change before is told with it. */
const togetherMs = 60 * 60_000;

/**
 * The history in few words: what one person did to one thing at a stretch is told together, whoever worked beside them,
 * and so are things that they added, removed or brought back one after the other. `lines` and each group: the latest first.
 */
export function changeGroups(lines: readonly ToldChange[]): ToldChange[][] {
  const groups: ToldChange[][] = [];
  const open = new Map<string, ToldChange[]>();
  for (const line of lines) {
    const key = JSON.stringify([line.mine, line.by, isOfThing(line) ? line.what : line.thingId]);
    const group = open.get(key);
    const last = group?.at(-1);
    if (group && last && last.at.getTime() - line.at.getTime() <= togetherMs) group.push(line);
    else {
      const fresh = [line];
      groups.push(fresh);
      open.set(key, fresh);
    }
  }
  return groups;
}

/** Whether a thing was added, removed or brought back, rather than something in it changed. */
export function isOfThing({ what, partId }: Pick<ToldChange, "what" | "partId">): boolean {
  return what !== "changed" && partId === null;
}
