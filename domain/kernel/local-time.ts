import { Temporal } from "temporal-polyfill";
import { z } from "zod";

/** The zone of every wall-clock time so far. */
export const zone = "Europe/Paris";

/** A wall-clock time, `2026-12-29T08:30`, without zone. */
export const wallClockSchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/)
  .refine((text) => {
    try {
      Temporal.PlainDateTime.from(text, { overflow: "reject" });
      return true;
    } catch {
      return false;
    }
  });

/** The instant at which clocks in `timeZone` show `wallClock`. */
export function toInstant(wallClock: string, timeZone = zone): Date {
  return new Date(Temporal.PlainDateTime.from(wallClock).toZonedDateTime(timeZone).epochMilliseconds);
}

/** What clocks in `timeZone` show at `instant`, to the minute. */
export function toWallClock(instant: Date, timeZone = zone): string {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .toString({ smallestUnit: "minute" });
}
