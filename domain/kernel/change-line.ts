import type { Change } from "./change";

/** Within this time, what one person does to one thing is one line of the history. */
export const oneLineMs = 5 * 60_000;

const dayMs = 86_400_000;
/** How long the history is kept, and what nobody named of a document's versions. */
export const historyRetention = { linesMs: 365 * dayMs, hourlyMs: 2 * dayMs, dailyMs: 60 * dayMs } as const;

/** A change with who made it and when the server received it. */
export type ChangeLine = Change & {
  accountId: string;
  at: Date;
  /** Number of the last update that it tells. */
  seq: number;
  /** Taken back by the one who did it: nothing to tell. */
  gone: boolean;
};

/**
 * Adds a change to the history of its thing, `lines`, oldest first. Typing on, filling in what one has just added and taking
 * back at once change that person's last line; all else is a line of its own.
 */
export function addChange(lines: ChangeLine[], next: ChangeLine): void {
  const last = lines.findLast((line) => !line.gone && isSameThing(line, next));
  if (last && isGoingOn(last, next)) {
    if (next.what !== "changed") {
      // Removed and brought back, or the reverse.
      if (last.what !== "added" && last.what !== next.what) {
        last.gone = true;
        return;
      }
    } else {
      Object.assign(last, { after: next.after, ...reached(next) });
      last.gone = last.before === last.after;
      return;
    }
  }
  const birth = next.what === "changed" && lines.find((line) => isBirthOf(line, next));
  if (birth && !last && isGoingOn(birth, next)) Object.assign(birth, reached(next));
  else lines.push(next);
}

function reached({ at, seq, thingTitle, partName }: ChangeLine) {
  return { at, seq, thingTitle, partName };
}

function isGoingOn(last: ChangeLine, next: ChangeLine): boolean {
  return last.accountId === next.accountId && next.at.getTime() - last.at.getTime() <= oneLineMs;
}

function isSameThing(one: ChangeLine, other: ChangeLine): boolean {
  return one.thingId === other.thingId && one.partId === other.partId && one.field === other.field;
}

/** Of a thing, only what was empty is filled in, in one go or letter by letter: another value is a change. */
function isBirthOf(line: ChangeLine, next: ChangeLine): boolean {
  if (line.gone || line.what !== "added" || line.thingId !== next.thingId) return false;
  if (line.partId === null && next.partId === null) return (next.after ?? "").startsWith(next.before ?? "");
  return line.partId === next.partId;
}
