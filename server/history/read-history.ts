import { z } from "zod";
import type { Db } from "@/db/client";
import { historyPage, historyPoint, removals } from "@/db/document-change";
import { updatesAfter } from "@/db/document-version";
import type { Actor } from "@/domain/kernel/actor";
import type { ToldChange } from "@/domain/kernel/change";
import { changeGroups } from "@/domain/kernel/change-groups";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { PlanState } from "@/domain/plan/plan-state";
import { documentFor, type HistoryDeps, storedState } from "./stored-document";

export type HistoryPage = {
  lines: ToldChange[];
  /** Where the next page begins; null: there is none. */
  next: string | null;
};
/** A thing that was taken out; who and when are not told yet, or forgotten after a year. */
export type Removed = { thingId: string; title: string; by: string | null; mine: boolean; at: Date | null };
export type RemovedThings = {
  things: Removed[];
  /** What was committed last is not told yet: in a moment it is. */
  behind: boolean;
};

const pageLength = 50;
/** How many lines the latest changes are told from, and how many of those are told. */
const latest = { lines: 100, groups: 5 };
const askSchema = z.object({
  thing: z.nullable(z.uuid()).default(null),
  words: z.string().trim().max(100).nullable().default(null),
  before: z
    .string()
    .regex(/^\d{13}-\d{1,15}$/)
    .transform((text) => {
      const [at, id] = text.split("-");
      return { at: new Date(Number(at)), id: Number(id) };
    })
    .nullable()
    .default(null),
});

/** Who changed what in a document or in one thing of it, the latest first, for who has a role there. */
export async function readHistory(
  { database: { db } }: HistoryDeps,
  actor: Actor,
  slug: string,
  name: string,
  raw: { thing?: unknown; words?: unknown; before?: unknown },
): Promise<Result<HistoryPage>> {
  const opened = await documentFor(db, actor, slug, name, "participant");
  if (!opened.ok) return opened;
  const ask = askSchema.safeParse(raw);
  if (!ask.success) return refuse("not_found");
  const { document, accountId } = opened.value;
  const rows = await historyPage(db, document.documentId, {
    thingId: ask.data.thing,
    words: ask.data.words || null,
    before: ask.data.before,
    limit: pageLength + 1,
  });
  const lines = rows.slice(0, pageLength);
  const last = rows.length > pageLength ? lines.at(-1) : undefined;
  return ok({
    lines: lines.map((line) => toldTo(accountId, line)),
    next: last ? `${last.at.getTime()}-${last.id}` : null,
  });
}

/** The last few things that people did in a document, for who has a role there: what is alike told together. */
export async function readLatestChanges(
  { database: { db } }: HistoryDeps,
  actor: Actor,
  slug: string,
  name: string,
): Promise<Result<ToldChange[][]>> {
  const opened = await documentFor(db, actor, slug, name, "participant");
  if (!opened.ok) return opened;
  const { document, accountId } = opened.value;
  const rows = await historyPage(db, document.documentId, {
    thingId: null,
    words: null,
    before: null,
    limit: latest.lines,
  });
  const lines = rows.filter(({ erasedAt }) => erasedAt === null).map((line) => toldTo(accountId, line));
  return ok(changeGroups(lines).slice(0, latest.groups));
}

function toldTo(
  reader: string,
  { accountId: author, erasedAt, by, ...line }: Awaited<ReturnType<typeof historyPage>>[number],
): ToldChange {
  return { ...line, by: author === null ? null : by, mine: author === reader, erased: erasedAt !== null };
}

/** What was taken out of a document and can be brought back, the latest first. */
export async function readRemoved(
  { database: { db } }: HistoryDeps,
  actor: Actor,
  slug: string,
  name: string,
): Promise<Result<RemovedThings>> {
  const opened = await documentFor(db, actor, slug, name, "participant");
  if (!opened.ok) return opened;
  const { document, accountId } = opened.value;
  const { state } = await storedState(db, document);
  const behind = await isBehind(db, document.documentId);
  const things = state instanceof PlanState ? [] : state.removed();
  const known = await removals(
    db,
    document.documentId,
    things.map((thing) => thing.id),
  );
  const removedBy = new Map(known.map((removal) => [removal.thingId, removal]));
  const list = things.map((thing): Removed => {
    const removal = removedBy.get(thing.id);
    return {
      thingId: thing.id,
      title: thing.title.trim(),
      by: removal?.by ?? null,
      mine: removal?.accountId === accountId,
      at: removal?.at ?? null,
    };
  });
  const untold = behind ? Number.MAX_SAFE_INTEGER : 0;
  const when = ({ at }: Removed) => at?.getTime() ?? untold;
  return ok({ things: list.sort((a, b) => when(b) - when(a)), behind });
}

async function isBehind(db: Db, documentId: string): Promise<boolean> {
  const point = await historyPoint(db, documentId);
  if (!point) return false;
  const untold = await updatesAfter(db, documentId, point.generation, { after: point.seq, limit: 1 });
  return untold.length > 0;
}
