import { Temporal } from "temporal-polyfill";
import { zone } from "./wall-clock";

/** The instant at which clocks in Paris show `wallClock`. */
export function toInstant(wallClock: string): Date {
  return new Date(Temporal.PlainDateTime.from(wallClock).toZonedDateTime(zone).epochMilliseconds);
}
