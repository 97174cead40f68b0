import type { useTranslations } from "next-intl";
import { localPath } from "@/app/i18n/local-path";
import { startOf, travelMode } from "@/app/trip-words";
import type { MoveView } from "@/components/signup/propose-moves";
import { spokenTime } from "@/domain/kernel/spoken-date";
import { proposeMoves } from "@/domain/transport/propose-moves";
import type { Aboard, AboardPerson, TripView } from "@/server/transport/signup-types";

type Words = { t: ReturnType<typeof useTranslations<"aboard">>; locale: string; origin: URL };

/** Whom to ask to take another trip to the same departure, with the words to ask them already written. */
export function moveViews(aboard: Aboard, trips: readonly TripView[], words: Words): MoveView[] {
  const { t, locale, origin } = words;
  const { trip, figures } = aboard;
  const riders = aboard.stops.flatMap(({ people }) =>
    people.map((person) => ({
      id: person.signupId,
      party: person.party,
      askedAt: person.history[0]?.at ?? new Date(0),
      person,
    })),
  );
  const others = trips
    .filter((other) => other.id !== trip.id && other.departure.id === trip.departure.id && other.status === "open")
    .map((other) => ({ id: other.id, free: other.seats.free, trip: other }));
  return proposeMoves(riders, others, figures.tooMany).map(({ rider: { person }, to }) => {
    const start = to && startOf(to.trip);
    const name = person.firstName || person.email || t("nameless");
    return {
      id: person.signupId,
      name,
      party: person.party,
      from: (person.outbound ?? person.return)?.from.place ?? "",
      to: to && {
        mode: travelMode(to.trip.mode),
        title: to.trip.title,
        time: start ? spokenTime(start, locale) : "",
        free: to.free,
      },
      contact: contactOf(person, {
        subject: t("moveSubject", { trip: trip.title }),
        body: t(to ? "moveBody" : "moveBodyNowhere", {
          name: person.firstName,
          trip: trip.title,
          other: to?.trip.title ?? "",
          url: to ? new URL(localPath(locale, `/${trip.coalition.slug}/trajet/${to.id}`), origin).href : "",
        }),
      }),
    };
  });
}

function contactOf(person: AboardPerson, mail: { subject: string; body: string }): MoveView["contact"] {
  if (person.email !== null) {
    const query = Object.entries(mail).map(([name, text]) => `${name}=${encodeURIComponent(text)}`);
    return { kind: "mail", href: `mailto:${encodeURIComponent(person.email)}?${query.join("&")}` };
  }
  if (person.phone === null) return null;
  return { kind: "call", href: `tel:${person.phone.replaceAll(/[^+\d]/g, "")}` };
}
