import { findEntryRight } from "@/db/entry-signup";
import { signupsInQueue, signupsOnBoard } from "@/db/signup-list";
import type { Actor } from "@/domain/kernel/actor";
import { writeCsv } from "@/domain/kernel/csv";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import type { SignupDeps } from "@/server/signup/deps";
import { openPhone } from "@/server/signup/phone";
import { readThing } from "@/server/signup/read-thing";
import { readEntryState } from "./entry-signup-view";
import { openAnswers } from "./entry-thing";

/** The words of the file, in the language of whoever asks for it. */
export type CsvWords = {
  /** Of one of our own columns, or the words of a question. */
  column(name: string): string;
  answer(questionId: string, value: string): string;
  state(state: string): string;
};

/** However long the queue is. */
const everybody = { limit: 10_000, offset: 0 };

/** Who comes and who waits, with what each answered, for a spreadsheet; for those who run the entry alone. */
export async function entryCsv(
  deps: SignupDeps,
  actor: Actor,
  slug: string,
  raw: { entryId: string; occurrence?: unknown },
  words: CsvWords,
  /** Questions that this file leaves out. */
  without: ReadonlySet<string> = new Set(),
): Promise<Result<string>> {
  const key = readThing(raw);
  if (actor.kind !== "account" || !key || "tripId" in key) return refuse("not_found");
  if (!(await findEntryRight(deps.db, actor.accountId, key.entryId))) return refuse("not_found");
  const state = await readEntryState(deps.db, key, deps.clock.now());
  if (state?.entry.coalitionSlug !== slug) return refuse("not_found");
  const { registration } = state.view;
  const questions = (registration?.questions ?? []).filter(({ id }) => !without.has(id));
  const asked = [
    ...(registration && registration.days.length > 0 ? [{ id: "days", label: words.column("days") }] : []),
    ...questions.map((question) => ({
      id: question.id,
      label: question.kind === "ready" ? words.column(question.id) : question.label,
    })),
  ];
  const people = [...(await signupsOnBoard(deps.db, key)), ...(await signupsInQueue(deps.db, key, everybody))];
  const head = (["firstName", "email", "phone", "state"] as const).map(words.column);
  const lines = people.map((row) => {
    const answers = openAnswers(deps.vault, row);
    const said = (id: string) => [answers[id] ?? []].flat().map((value) => words.answer(id, value));
    return [
      row.firstName,
      row.email ?? "",
      openPhone(deps.vault, row.phoneEncrypted) ?? "",
      words.state(row.state),
      ...asked.map(({ id }) => said(id).join(", ")),
    ];
  });
  return ok(writeCsv([[...head, ...asked.map(({ label }) => label)], ...lines]));
}
