import { Temporal } from "temporal-polyfill";

/** The zone of every wall-clock time so far. */
export const zone = "Europe/Paris";

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
