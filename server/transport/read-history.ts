import { z } from "zod";
import type { Db } from "@/db/client";
import { historyPage, historyPoint, removals } from "@/db/sheet-change";
import { updatesAfter } from "@/db/sheet-version";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { changeGroups } from "@/domain/transport/change-groups";
import type { ToldChange } from "@/domain/transport/difference";
import { type HistoryDeps, sheetFor, storedSheet } from "./stored-sheet";

export type HistoryPage = {
  lines: ToldChange[];
  /** Where the next page begins; null: there is none. */
  next: string | null;
};
/** A row that was taken out; who and when are not told yet, or forgotten after a year. */
export type RemovedRow = { rowId: string; title: string; by: string | null; mine: boolean; at: Date | null };
export type RemovedRows = {
  rows: RemovedRow[];
  /** What was committed last is not told yet: in a moment it is. */
  behind: boolean;
};

const pageLength = 50;
/** How many lines the latest changes are told from, and how many of those are told. */
const latest = { lines: 100, groups: 5 };
const askSchema = z.object({
  row: z.nullable(z.uuid()).default(null),
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

/** Who changed what in a coalition's sheet or in one row of it, the latest first, for who has a role there. */
export async function readHistory(
  { database: { db } }: HistoryDeps,
  actor: Actor,
  slug: string,
  raw: { row?: unknown; words?: unknown; before?: unknown },
): Promise<Result<HistoryPage>> {
  const opened = await sheetFor(db, actor, slug, "participant");
  if (!opened.ok) return opened;
  const ask = askSchema.safeParse(raw);
  if (!ask.success) return refuse("not_found");
  const { sheet, accountId } = opened.value;
  const rows = await historyPage(db, sheet.documentId, {
    rowId: ask.data.row,
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

/** The last few things that people did in a coalition's sheet, for who has a role there: what is alike told together. */
export async function readLatestChanges(
  { database: { db } }: HistoryDeps,
  actor: Actor,
  slug: string,
): Promise<Result<ToldChange[][]>> {
  const opened = await sheetFor(db, actor, slug, "participant");
  if (!opened.ok) return opened;
  const { sheet, accountId } = opened.value;
  const rows = await historyPage(db, sheet.documentId, { rowId: null, words: null, before: null, limit: latest.lines });
  const lines = rows.filter(({ erasedAt }) => erasedAt === null).map((line) => toldTo(accountId, line));
  return ok(changeGroups(lines).slice(0, latest.groups));
}

function toldTo(
  reader: string,
  { accountId: author, erasedAt, by, ...line }: Awaited<ReturnType<typeof historyPage>>[number],
): ToldChange {
  return { ...line, by: author === null ? null : by, mine: author === reader, erased: erasedAt !== null };
}

/** The rows that were taken out of the sheet and can be brought back, the latest first. */
export async function readRemoved(
  { database: { db } }: HistoryDeps,
  actor: Actor,
  slug: string,
): Promise<Result<RemovedRows>> {
  const opened = await sheetFor(db, actor, slug, "participant");
  if (!opened.ok) return opened;
  const { sheet, accountId } = opened.value;
  const { state } = await storedSheet(db, sheet);
  const behind = await isBehind(db, sheet.documentId);
  const rows = state.rows().filter((row) => row.removed && row.order !== "");
  const known = await removals(
    db,
    sheet.documentId,
    rows.map((row) => row.id),
  );
  const removedBy = new Map(known.map((removal) => [removal.rowId, removal]));
  const list = rows.map((row): RemovedRow => {
    const removal = removedBy.get(row.id);
    return {
      rowId: row.id,
      title: row.title.trim(),
      by: removal?.by ?? null,
      mine: removal?.accountId === accountId,
      at: removal?.at ?? null,
    };
  });
  const untold = behind ? Number.MAX_SAFE_INTEGER : 0;
  const when = ({ at }: RemovedRow) => at?.getTime() ?? untold;
  return ok({ rows: list.sort((a, b) => when(b) - when(a)), behind });
}

async function isBehind(db: Db, documentId: string): Promise<boolean> {
  const point = await historyPoint(db, documentId);
  if (!point) return false;
  const untold = await updatesAfter(db, documentId, point.generation, { after: point.seq, limit: 1 });
  return untold.length > 0;
}
