import type { SeedEntry } from "@/db/seed";
import { dayNumber, dayOf, moved } from "@/domain/calendar/recurrence";
import { weekendTemplate } from "@/domain/calendar/registration";
import { toInstant } from "@/domain/kernel/local-time";
import { demoId } from "./demo-data";

/** Events that one registers for, and how many places there are. */
const weekends = [
  { coalition: "lille", entry: "weekend", capacity: 180 },
  { coalition: "montreuil", entry: "e-prepa", capacity: 250 },
];

/** The weekends that people prepare together, open to all, from the template. */
export function registrationRows(entries: ReadonlyMap<string, SeedEntry>, now: Date) {
  return weekends.flatMap(({ coalition, entry, capacity }) => {
    const found = entries.get(demoId("entry", coalition, entry));
    if (!found?.startsLocal || !found.endsLocal) return [];
    const [first, last] = [found.startsLocal.slice(0, 10), found.endsLocal.slice(0, 10)];
    return {
      entryId: found.id,
      capacity,
      closesAt: toInstant(`${moved(first, -5)}T23:59`),
      days: Array.from({ length: dayNumber(last) - dayNumber(first) + 1 }, (_, n) => dayOf(dayNumber(first) + n)),
      questions: JSON.stringify(weekendTemplate(["Samedi midi", "Samedi soir", "Dimanche midi"])),
      purgeOn: moved(last, 30),
      updatedAt: now,
    };
  });
}
