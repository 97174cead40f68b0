import { isWallClock } from "@/domain/kernel/wall-clock";
import type { Mode, RowState, SheetPrice, SheetRow, SheetStop } from "../schema";
import { type Exported, exported } from "./columns";
import type { ChoiceField } from "./read-value";

export type ExchangeDeparture = { id: string; title: string; place: string; day: string };

/** The words of one language for what the document holds as a sign. The test holds each to what is read again. */
export type ExchangeWords = {
  heading: Record<Exported, string>;
  mode: Record<Mode, string>;
  state: Record<RowState, string>;
  choice: { [F in ChoiceField]: Record<string, string> };
  stepFree: string;
  /** Pay what you can. */
  freePrice: string;
};
export type ExchangeContext = {
  departures: readonly ExchangeDeparture[];
  roster: readonly { id: string; name: string }[];
  words: ExchangeWords;
};

/** The sheet as a table: a line of headings, then a line for each row, in this order. */
export function writeRows(rows: readonly SheetRow[], context: ExchangeContext): string[][] {
  const heading = exported.map((name) => context.words.heading[name]);
  return [heading, ...rows.map((row) => exported.map((name) => cellText(row, name, context)))];
}

/** What a cell of the export holds; the same text read again changes nothing. */
export function cellText(row: SheetRow, name: Exported, { departures, roster, words }: ExchangeContext): string {
  switch (name) {
    case "departure": {
      const departure = departures.find(({ id }) => id === row.departureId);
      return departure ? departureText(departure) : String(row.departureId ?? "");
    }
    case "owner":
      return roster.find(({ id }) => id === row.ownerId)?.name ?? String(row.ownerId ?? "");
    case "mode":
    case "state": {
      const known: Record<string, string> = words[name];
      return known[String(row[name])] ?? String(row[name] ?? "");
    }
    case "payment":
    case "quietSeat":
    case "luggage":
    case "animals":
      return words.choice[name][String(row[name])] ?? String(row[name] ?? "");
    case "outbound":
    case "return":
      return row[name].map((stop) => stopText(stop, words)).join("\n");
    case "prices":
      return row.prices.map((price) => priceText(price, words)).join("\n");
    case "bookingDeadline":
      return momentText(String(row.bookingDeadline ?? ""));
    default:
      return String(row[name] ?? "");
  }
}

/** A departure by its name and day: several may share a name. */
export function departureText({ title, day }: ExchangeDeparture): string {
  return `${oneLine(title)}, ${dayText(day)}`;
}

/** « 29/12/2026 08:30 · Lille, gare · accès sans marche » */
function stopText({ place, at, stepFree }: SheetStop, words: ExchangeWords): string {
  return [momentText(at), oneLine(place), ...(stepFree ? [words.stepFree] : [])].join(" · ");
}

/** « Plein tarif : 12,50 » */
function priceText({ label, amount }: SheetPrice, words: ExchangeWords): string {
  const sum = amount === null ? words.freePrice : typeof amount === "number" ? euros(amount) : amount;
  return `${oneLine(label)} : ${sum}`;
}

function euros(cents: number): string {
  return (cents / 100).toFixed(cents % 100 === 0 ? 0 : 2).replace(".", ",");
}

function momentText(at: string): string {
  return isWallClock(at) ? `${dayText(at.slice(0, 10))} ${at.slice(11)}` : oneLine(at);
}

function dayText(day: string): string {
  return day.split("-").reverse().join("/");
}

function oneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, " ");
}
