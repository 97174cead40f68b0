import { getTranslations } from "next-intl/server";
import { localPath } from "@/app/i18n/local-path";
import { amountWords } from "@/app/price-words";
import { servedStops } from "@/app/trip-words";
import type { BookSeatTexts, RideOptions } from "@/components/signup/book-seat-form";
import type { PriceOption } from "@/components/signup/needs-fields";
import { spokenTime } from "@/domain/kernel/spoken-date";
import type { PriceView, StopView, TripView } from "@/server/transport/signup-types";

/** The stops that each choice of the form offers, with their hours. */
export function rideOptions(trip: TripView, locale: string): RideOptions {
  const option = (stop: StopView) => ({ value: stop.id, label: stop.place, aside: spokenTime(stop.at, locale) });
  const outbound = servedStops(trip.outbound).map(option);
  const back = servedStops(trip.return).map(option);
  return {
    outbound: { from: outbound.slice(0, -1), to: outbound.slice(1) },
    return: { from: back.slice(0, -1), to: back.slice(1) },
  };
}

/** The prices to choose from; one that this person has and that is no longer offered stands first. */
export async function priceOptions(trip: TripView, locale: string, mine?: PriceView | null): Promise<PriceOption[]> {
  const t = await getTranslations("price");
  const kept = mine && trip.prices.every((price) => price.id !== mine.id) ? [mine] : [];
  return [...kept, ...trip.prices].map((price) => {
    const amount = amountWords(t, price, locale);
    return price.label ? { value: price.id, label: price.label, aside: amount } : { value: price.id, label: amount };
  });
}

/** The form's words, and the sentences with links in them. */
export async function bookingTexts(
  locale: string,
  trip: TripView,
  {
    full,
    person,
    hasSeats = false,
  }: { full: boolean; person: { name: string; email: string } | null; hasSeats?: boolean },
): Promise<BookSeatTexts> {
  const t = await getTranslations("tripPage.form");
  return {
    title: full ? t("titleWait") : t("title"),
    lead: full ? t("waitLead") : null,
    firstName: t("firstName"),
    email: t("email"),
    emailHint: t("emailHint"),
    party: t("party"),
    boardAt: t("boardAt"),
    direction: t("direction"),
    both: t("both"),
    outbound: t("outbound"),
    return: t("return"),
    others: t("others", { priced: String(trip.prices.length > 0) }),
    othersOneWay: t("othersOneWay", { priced: String(trip.prices.length > 0) }),
    outboundTo: t("outboundTo"),
    returnFrom: t("returnFrom"),
    returnTo: t("returnTo"),
    sameStop: t("sameStop"),
    price: t(trip.mode === "car" ? "share" : "price"),
    priceHint: trip.payment === "link" ? t("payByLink") : trip.payment === "onboard" ? t("payOnBoard") : t("payThem"),
    wheelchair: t("wheelchair"),
    wheelchairHint:
      trip.wheelchairSpaces === null
        ? null
        : t("wheelchairSpaces", { count: trip.wheelchairSpaces, hasSeats: String(hasSeats) }),
    accessNeed: t("accessNeed"),
    accessNeedHint: t("accessNeedHint"),
    phone: t("phone"),
    phoneHint: t("phoneHint"),
    consent: t.rich("consent", { link: (words) => <a href={localPath(locale, "/confidentialite")}>{words}</a> }),
    submit: full ? t("submitWait") : t("submit"),
    busy: t("busy"),
    as: person ? t("asName", { name: person.name || person.email, email: person.email }) : null,
  };
}
