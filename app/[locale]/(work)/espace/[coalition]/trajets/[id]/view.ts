import type { useTranslations } from "next-intl";
import { amountWords, priceWords } from "@/app/price-words";
import type { PersonView, PriceTotal, RideChoice, StopGroup } from "@/components/signup/aboard-view";
import { parisDay, spokenTime } from "@/domain/kernel/spoken-date";
import { languageTag } from "@/domain/kernel/wall-clock";
import type { HistoryLine } from "@/server/signup/signup-history";
import type {
  Aboard,
  AboardPerson,
  LegView,
  PriceView,
  StopView,
  WaitingReason,
} from "@/server/transport/signup-types";

type Texts = ReturnType<typeof useTranslations<"aboard">>;
type Words = { t: Texts; prices: ReturnType<typeof useTranslations<"price">>; locale: string; now: Date };

/** « 2 nov., 18 h 20 » */
function moment(at: Date, locale: string): string {
  const day = new Intl.DateTimeFormat(languageTag(locale), {
    day: "numeric",
    month: "short",
    timeZone: "Europe/Paris",
  }).format(at);
  return `${day}, ${spokenTime(at, locale)}`;
}

/** The hour alone today, else with its day. */
function until(at: Date, { locale, now }: Words): string {
  return parisDay(at) === parisDay(now) ? spokenTime(at, locale) : moment(at, locale);
}

function reasonText(reason: WaitingReason, { t }: Words): string {
  switch (reason.kind) {
    case "too_few_seats":
      return t("why.too_few_seats", { lacking: reason.lacking, passed: String(reason.passedOver) });
    case "overbooked":
      return t("why.overbooked", { count: reason.tooMany });
    default:
      return t(`why.${reason.kind}`);
  }
}

function historyText(line: HistoryLine, { t }: Words): string {
  const { detail } = line;
  const who = line.byKind === "organiser" ? (line.by ?? t("anOrganiser")) : "";
  const said = t(`history_what.${line.what}`, {
    party: detail.party ?? 0,
    reason: detail.reason ?? "",
    hasReason: String(detail.reason !== undefined),
    hasParty: String(detail.party !== undefined),
  });
  return who === "" ? said : t("byWhom", { what: said, who });
}

const legs = (person: AboardPerson) => [person.outbound, person.return].filter((leg): leg is LegView => leg !== null);

function direction(person: AboardPerson): "both" | "outbound" | "return" {
  if (person.outbound !== null && person.return !== null) return "both";
  return person.outbound === null ? "return" : "outbound";
}

/** What is still missing or was said, and how to reach who gave no address: each stays true beside the other. */
function badges(person: AboardPerson, words: Words): PersonView["badges"] {
  const { t } = words;
  const asked = person.until === null ? t("toConfirm") : t("toConfirmBefore", { time: until(person.until, words) });
  return [
    ...(person.state === "pending" ? [{ tone: "maybe" as const, text: asked }] : []),
    ...(person.state === "confirmed" && person.coming ? [{ tone: "ok" as const, text: t("coming") }] : []),
    ...(person.writtenBy === null
      ? []
      : [{ tone: "off" as const, text: person.phone === null ? t("noMail") : t("byPhone") }]),
  ];
}

function why(person: AboardPerson, words: Words): string | null {
  const { t } = words;
  if (person.state === "offered" && person.until !== null) {
    const time = until(person.until, words);
    return person.toCall ? t("toCallBefore", { time }) : t("offeredUntil", { time });
  }
  if (person.state !== "waiting") return null;
  return person.reason === null ? t("next") : reasonText(person.reason, words);
}

export function personView(person: AboardPerson, words: Words): PersonView {
  const { t, locale } = words;
  return {
    id: person.signupId,
    name: person.firstName || person.email || t("nameless"),
    party: person.party,
    state: person.state,
    line: t("line", { count: person.party, direction: direction(person) }),
    from: legs(person)[0]?.from.place ?? "",
    email: person.email,
    phone: person.phone,
    writtenBy: person.writtenBy,
    badges: badges(person, words),
    wheelchair: person.access.wheelchair,
    need: person.access.need,
    price: paymentLine(person, words),
    paid: person.paid,
    rank: person.rank,
    why: why(person, words),
    toCall: person.toCall,
    mayConfirm: person.state === "pending" || (person.state === "waiting" && !person.addressConfirmed),
    ride: {
      direction: direction(person),
      outboundFrom: person.ride.outbound?.from ?? "",
      outboundTo: person.ride.outbound?.to ?? "",
      returnFrom: person.ride.return?.from ?? "",
      returnTo: person.ride.return?.to ?? "",
    },
    history: person.history.map((line, index) => ({
      key: `${index}-${line.what}`,
      at: moment(line.at, locale),
      text: historyText(line, words),
    })),
  };
}

/** « Plein, 2 × 25 €, payé » */
function paymentLine({ price, party, paid }: AboardPerson, { t, prices, locale }: Words): string | null {
  if (!price) return paid ? t("paid") : null;
  const label = price.label ? `${price.label}, ` : "";
  const amount = amountWords(prices, price, locale);
  return t("payment", {
    price: label + (party > 1 && price.amount !== null ? `${party} × ${amount}` : amount),
    paid: String(paid),
  });
}

/** Nothing on a trip where nobody chose a price. */
export function priceTotals(aboard: Aboard, { t, prices, locale }: Words): PriceTotal[] {
  if (aboard.prices.every(({ price }) => price === null)) return [];
  // As in the sheet; what is no longer offered, and none, at the end.
  const place = (price: PriceView | null) => {
    const found = aboard.trip.prices.findIndex((each) => each.id === price?.id);
    return found === -1 ? aboard.trip.prices.length : found;
  };
  return [...aboard.prices]
    .sort((a, b) => place(a.price) - place(b.price))
    .map(({ price, seats, paid }) => ({
      key: price?.id ?? "none",
      price: price ? priceWords(prices, price, locale) : t("noPrice"),
      seats,
      paid,
    }));
}

export function stopGroups(aboard: Aboard, words: Words): StopGroup[] {
  return aboard.stops.map(({ stop, direction: way, seats, people }) => ({
    id: `${way}-${stop.id}`,
    time: spokenTime(stop.at, words.locale),
    place: stop.place,
    removed: stop.removed,
    returning: way === "return",
    seats,
    people: people.map((person) => personView(person, words)),
  }));
}

/** Stops that somebody may be moved to: those the trip still serves. */
export function rideChoice(aboard: Aboard, locale: string): RideChoice {
  const choices = (stops: readonly StopView[]) =>
    stops
      .filter((stop) => !stop.removed)
      .map((stop) => ({ id: stop.id, label: `${stop.place}, ${spokenTime(stop.at, locale)}` }));
  return { outbound: choices(aboard.trip.outbound), return: choices(aboard.trip.return) };
}
