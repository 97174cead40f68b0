import { moved } from "@/domain/calendar/recurrence";
import { toInstant } from "@/domain/kernel/local-time";
import { parisDay } from "@/domain/kernel/spoken-date";

/** When the daily mail leaves, by the clock in Paris. */
const hour = "07:00";
/** What became public within this time is left for the next mail: its transaction may not be over yet. */
export const settleMs = 5 * 60_000;

/** The last time, at `until` at the latest, at which daily mails were due. */
export function lastDigest(until: Date): Date {
  const day = parisDay(until);
  const today = toInstant(`${day}T${hour}`);
  return today <= until ? today : toInstant(`${moved(day, -1)}T${hour}`);
}
