import type { NewEntry } from "@/domain/calendar/agenda";
import { type AgendaEntry, agendaLimits, kindOf } from "@/domain/calendar/schema";

const texts = ["title", "bring", "start", "end", "place", "due"] as const;

/** What of an entry goes along to another coalition: no person, and nothing that was decided about who sees it. */
export function entryFacts(entry: AgendaEntry): Record<string, string | number> {
  const facts: Record<string, string | number> = { kind: kindOf(entry.kind) ?? "action" };
  for (const field of texts) if (typeof entry[field] === "string" && entry[field] !== "") facts[field] = entry[field];
  if (typeof entry.helpers === "number") facts.helpers = entry.helpers;
  return facts;
}

/** A new entry from what was on the clipboard, which anybody may have made; null for what is none. */
export function adoptedEntry(facts: string): NewEntry | null {
  const given = parsed(facts);
  const kind = kindOf(given?.kind);
  if (given === null || kind === null) return null;
  const { helpers } = given;
  const words = Object.fromEntries(
    texts.flatMap((field) => {
      const value = given[field];
      return typeof value === "string" ? [[field, value.slice(0, agendaLimits.title)]] : [];
    }),
  );
  const wanted =
    typeof helpers === "number" && Number.isInteger(helpers) && helpers > 0 && helpers <= agendaLimits.helpers;
  return { ...words, kind, ...(wanted && { helpers }) };
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = text.length > 10_000 ? null : JSON.parse(text);
    return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : null;
  } catch {
    return null;
  }
}
