import type { getTranslations } from "next-intl/server";
import { seatTexts } from "@/app/seat-texts";
import { servedStops, startOf, travelMode } from "@/app/trip-words";
import { seatWords } from "@/components/signup/seat-words";
import { splitName } from "@/domain/coalition/name";
import { dayAndMonth, spokenTime, weekday } from "@/domain/kernel/spoken-date";
import { seatNumbers } from "@/domain/signup/seat-numbers";
import type { TripView } from "@/server/transport/signup-types";
import { plainText } from "./plain-text";
import type { PosterWords } from "./poster-picture";
import type { TicketWords } from "./ticket-picture";

/** What pictures say: what is public on the page of the same name, in signs that they can write. */

type Words = Awaited<ReturnType<typeof getTranslations<never>>>;

export function homeWords(t: Words): PosterWords {
  return { kicker: "", title: plainText(t("home.title"), 60), lead: "", banner: t("ui.banner") };
}

export function coalitionWords(t: Words, coalition: { name: string; description: string }): PosterWords {
  const { family, place } = splitName(coalition.name);
  return {
    kicker: plainText(family ?? "", 60),
    title: plainText(place, 50),
    lead: plainText(coalition.description, 130),
    banner: t("ui.banner"),
  };
}

export function tripWords(t: Words, trip: TripView, locale: string): TicketWords {
  const mode = travelMode(trip.mode);
  const start = startOf(trip);
  const numbers = seatNumbers(trip);
  const stops = servedStops(trip.outbound.length > 1 ? trip.outbound : trip.return).slice(0, -1);
  return {
    mode,
    modeName: t(`ui.mode.${mode}`),
    weekday: start ? weekday(start, locale) : "",
    day: start ? dayAndMonth(start, locale) : "",
    time: start ? spokenTime(start, locale) : "",
    title: plainText(trip.title, 60),
    where: plainText(stops.map((stop) => stop.place).join(" · "), 84),
    seats: seatWords(numbers, seatTexts(t)),
    total: numbers.total,
    taken: Math.max(0, numbers.total - numbers.free),
    coalition: plainText(trip.coalition.name, 50),
  };
}
