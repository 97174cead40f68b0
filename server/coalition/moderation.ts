import { z } from "zod";
import { consentsOf } from "@/db/consent";
import { type DecisionRow, decisionsAbout, listDecisions } from "@/db/decision";
import { alikeCoalitions, contactsOf, findDeclaration } from "@/db/declaration";
import { listQueue, listReports, type QueueRow, queueFigures } from "@/db/queue";
import {
  type About,
  type DeclarationState,
  type Person,
  readAbout,
  type ShownField,
  shownFields,
  type Where,
} from "@/domain/coalition/declaration";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { uuidSchema } from "@/domain/kernel/uuid-schema";
import type { Deps } from "@/server/deps";
import { openDraft, openPerson, whereOf } from "./declaration-content";
import { type Near, nearBesideKm } from "./declare";

export type { DecisionRow } from "@/db/decision";

export const queueStates = ["received", "asked_back", "refused"] as const;
export const queuePerPage = 20;
const reportsAtMost = 50;
const alikeAtMost = 5;

export const queueSchema = z.object({
  etat: z.enum(queueStates).catch("received").default("received"),
  page: z.coerce.number().int().min(1).max(1000).catch(1).default(1),
});
export type Queue = {
  state: (typeof queueStates)[number];
  rows: QueueRow[];
  total: number;
  page: number;
  pages: number;
  figures: Awaited<ReturnType<typeof queueFigures>>;
  reports: { id: string; reason: string; wantsAnswer: boolean; at: Date; name: string; slug: string }[];
  latest: DecisionRow[];
};

/** Who coordinates nationally; to anybody else these pages do not exist. */
export function nationalId(actor: Actor): string | null {
  return actor.kind === "account" && actor.national ? actor.accountId : null;
}

/** What waits to be read, a page of it, with what was decided last. */
export async function readQueue(deps: Deps, actor: Actor, raw: unknown): Promise<Result<Queue>> {
  if (!nationalId(actor)) return refuse("not_found");
  const { db } = deps.database;
  const { etat: state, page: wanted } = queueSchema.parse(raw);
  const read = (page: number) => listQueue(db, state, { limit: queuePerPage, offset: (page - 1) * queuePerPage });
  const first = await read(wanted);
  const pages = Math.max(1, Math.ceil(first.total / queuePerPage));
  const page = Math.min(wanted, pages);
  const { rows, total } = page === wanted ? first : await read(page);
  const reports = (await listReports(db, reportsAtMost)).map(({ email, createdAt, ...report }) => ({
    ...report,
    at: createdAt,
    wantsAnswer: email !== null,
  }));
  const { decisions } = await listDecisions(db, { limit: 3, offset: 0 });
  return ok({ state, rows, total, page, pages, figures: await queueFigures(db), reports, latest: decisions });
}

export type File = {
  id: string;
  state: DeclarationState;
  locale: string;
  receivedAt: Date | null;
  where: Where;
  about: About;
  contacts: { person: Person; shows: ShownField[] }[];
  /** Published ones that it may be, the likest first, with the organisations that both name. */
  alike: (Near[number] & { common: string[] })[];
  decisions: DecisionRow[];
};

/** One declaration as a moderator reads it. What both contacts have not confirmed is nobody's to read. */
export async function readFile(deps: Deps, actor: Actor, id: string): Promise<Result<File>> {
  const { db } = deps.database;
  const row = nationalId(actor) && uuidSchema.safeParse(id).success ? await findDeclaration(db, id) : undefined;
  if (!row || !queueStates.some((state) => state === row.state)) return refuse("not_found");
  const draft = openDraft(deps.vault, row.content);
  const [where, about] = [whereOf(draft), readAbout(draft)];
  if (!where.ok || !about.ok) return refuse("not_found");
  const contacts = await contactsOf(db, row.id);
  const people = contacts.map(async (contact) => {
    const agreed = await consentsOf(db, contact);
    return { person: openPerson(deps.vault, contact), shows: shownFields.filter((field) => agreed.includes(field)) };
  });
  const near = await alikeCoalitions(db, where.value, nearBesideKm, alikeAtMost);
  return ok({
    id: row.id,
    state: row.state,
    locale: row.locale,
    receivedAt: row.receivedAt,
    where: where.value,
    about: about.value,
    contacts: await Promise.all(people),
    alike: near.map((one) => ({
      ...one,
      common: one.organisations.filter((name) => about.value.organisations.includes(name)),
    })),
    decisions: await decisionsAbout(db, row.id),
  });
}

/** Every decision of the national coordination, the newest first. */
export async function readDecisions(
  deps: Deps,
  actor: Actor,
  page: number,
): Promise<Result<{ decisions: DecisionRow[]; total: number; pages: number; page: number }>> {
  if (!nationalId(actor)) return refuse("not_found");
  const limit = 50;
  const { decisions, total } = await listDecisions(deps.database.db, { limit, offset: (page - 1) * limit });
  return ok({ decisions, total, page, pages: Math.max(1, Math.ceil(total / limit)) });
}
