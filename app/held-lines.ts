import type { getTranslations } from "next-intl/server";
import { z } from "zod";
import { parisDay, spokenDay } from "@/domain/kernel/spoken-date";
import type { Held } from "@/server/person-data";

type Row = Exclude<Held["tables"][string], number>[number];
type Words = Awaited<ReturnType<typeof getTranslations<"myData">>>;

/** What a person reads of a row, in this order. Ids, hashes and the states of machines are in the file alone. */
const read = [
  ...["name", "first_name", "email", "phone_encrypted", "phone", "role", "frequency", "state", "party"],
  ...["organisation", "person", "words", "body", "content", "reason", "cancel_reason", "label", "subject"],
  ...["thing_title", "field", "before", "after", "access_encrypted", "answers_encrypted", "asked", "locale"],
];
const dates = [
  "created_at",
  "given_at",
  "asked_at",
  "at",
  "made_at",
  "declared_at",
  "committed_at",
  "consent_at",
  "mailed_at",
];
const inner = z.record(z.string(), z.unknown());

/** Rows in words; those that read alike are one line, with how often. */
export function heldLines(
  rows: readonly Row[],
  ...how: [Held, string, Words, string]
): { text: string; times: number }[] {
  const times = new Map<string, number>();
  for (const row of rows) {
    const text = heldLine(row, ...how);
    times.set(text, (times.get(text) ?? 0) + 1);
  }
  return [...times].map(([text, often]) => ({ text, times: often }));
}

/** A row in words: what it is about, what it says, and when. `own` is the address that the whole page is about. */
function heldLine(row: Row, { titles }: Held, own: string, t: Words, locale: string): string {
  const about = [row.trip_id, row.entry_id, row.coalition_id].flatMap((id) => titles[String(id)] ?? []).slice(0, 1);
  const said = read.flatMap((column) => {
    const value = row[column];
    const text = value === null || value === undefined || value === own ? "" : wordsOf(value, column, t);
    return text === "" ? [] : [t("said", { what: t(`column.${column}` as never), text })];
  });
  const [day] = dates.flatMap((column) => (typeof row[column] === "string" ? [new Date(row[column])] : []));
  return [...about, ...said, ...(day ? [`${spokenDay(day, locale)} ${parisDay(day).slice(0, 4)}`] : [])].join(" · ");
}

/** A code in words, an object as what it holds. */
function wordsOf(value: unknown, column: string, t: Words): string {
  if (Array.isArray(value)) return value.map((one) => wordsOf(one, column, t)).join(", ");
  if (typeof value !== "string") return typeof value === "object" ? held(value) : String(value);
  const code = `value.${value}`;
  if (/^[a-z_]+$/.test(value) && t.has(code as never)) return t(code as never);
  if (!/^[[{]/.test(value)) return value;
  try {
    return held(JSON.parse(value));
  } catch {
    // Somebody wrote a bracket: it is what they wrote.
    return value;
  }
}

function held(value: unknown): string {
  if (Array.isArray(value)) return value.map(held).filter(Boolean).join(", ");
  const object = inner.safeParse(value);
  if (object.success) return Object.values(object.data).map(held).filter(Boolean).join(", ");
  return value === null || value === undefined || typeof value === "boolean" ? "" : String(value);
}
