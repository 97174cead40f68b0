import { toWallClock, zone } from "@/domain/kernel/local-time";
import type { Locale } from "./deps";

/** A moment as people say it, in the trip's zone: « samedi 12 décembre, 7 h 15 ». */
export function spokenTime(instant: Date, locale: Locale): string {
  const day = new Intl.DateTimeFormat(locale === "fr" ? "fr-FR" : "en-GB", {
    weekday: "long",
    day: "numeric",
    month: "long",
    timeZone: zone,
  }).format(instant);
  const [hours = "", minutes = ""] = toWallClock(instant).slice(11, 16).split(":");
  if (locale === "en") return `${day}, ${hours}:${minutes}`;
  const hour = `${Number(hours)}\u00a0h`;
  return `${day}, ${minutes === "00" ? hour : `${hour}\u00a0${minutes}`}`;
}
